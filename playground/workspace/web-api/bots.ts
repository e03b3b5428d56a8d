import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { Team } from '../team/team.ts';
import { type Methods, method } from './method.ts';

/** The apps behind posts. @see https://docs.slack.dev/reference/methods/bots.info */
export const botMethods: Methods = {
  'bots.info': method({
    takes: z.object({ bot: z.string() }),
    scopes: ['users:read'],
    run({ bot }, team) {
      const found = botOf(bot, team);
      if (!found) throw new SlackError('bot_not_found');
      return { bot: { id: bot, deleted: false, updated: 0, icons: {}, ...found } };
    },
  }),
};

function botOf(id: string, { people, postingApps }: Team) {
  const app = postingApps.findByBot(id);
  if (app) return { app_id: app.id, name: app.name };
  const user = people.all().find(({ bot }) => bot?.id === id);
  return user?.bot && { app_id: user.bot.appId, name: user.displayName, user_id: user.id };
}
