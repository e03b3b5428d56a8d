import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import { type Methods, method } from './method.ts';

/** Workspaces: the app's own, and those of strangers. @see https://docs.slack.dev/reference/methods/team.info */
export const teamMethods: Methods = {
  'team.info': method({
    takes: z.object({ team: z.string().optional() }),
    scopes: ['team:read'],
    run({ team: id }, team) {
      if (id === undefined || id === team.id) {
        return { team: { id: team.id, name: team.name, domain: team.domain } };
      }
      const stranger = team.people.all().find(({ teamId }) => teamId === id);
      if (!stranger) throw new SlackError('team_not_found');
      const name = stranger.company ?? `Company of ${stranger.name}`;
      return { team: { id, name, domain: name.toLowerCase().replace(/[^a-z0-9]+/g, '-') } };
    },
  }),
};
