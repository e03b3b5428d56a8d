import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { Team } from '../team/team.ts';
import { slackUser } from '../wire/user.ts';
import { knownPerson } from './access.ts';
import { Flag, Limit } from './arguments.ts';
import { type Methods, method } from './method.ts';
import { page } from './pages.ts';

/** Users and their profiles. */
export const userMethods: Methods = {
  'users.info': method({
    takes: z.object({ user: z.string(), include_locale: Flag.optional() }),
    scopes: ['users:read'],
    run: ({ user, include_locale: withLocale = false }, team) => ({
      user: slackUser(knownPerson(team, user), { withEmail: maySeeEmails(team), withLocale }),
    }),
  }),

  'users.list': method({
    takes: z.object({
      cursor: z.string().optional(),
      limit: Limit,
      include_locale: Flag.optional(),
    }),
    scopes: ['users:read'],
    run(args, team) {
      const { items, nextCursor } = page({
        items: team.people.all().filter(({ kind }) => kind !== 'stranger'),
        keyOf: ({ id }) => id,
        cursor: args.cursor,
        limit: args.limit,
      });
      const shown = {
        withEmail: maySeeEmails(team),
        withLocale: args.include_locale ?? false,
      };
      return {
        members: items.map((person) => slackUser(person, shown)),
        cache_ts: team.clock.seconds(),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  }),

  'users.lookupByEmail': method({
    takes: z.object({ email: z.string() }),
    scopes: ['users:read.email'],
    run({ email }, team) {
      const person = team.people
        .all()
        .find((candidate) => candidate.email?.toLowerCase() === email.toLowerCase());
      if (!person || person.deactivated || person.kind === 'stranger') {
        throw new SlackError('users_not_found');
      }
      return { user: slackUser(person, { withEmail: true, withLocale: false }) };
    },
  }),
};

function maySeeEmails({ app }: Team): boolean {
  return app.scopes.includes('users:read.email');
}
