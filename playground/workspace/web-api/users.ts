import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { Team } from '../team/team.ts';
import { slackUser } from '../wire/user.ts';
import { knownPerson } from './access.ts';
import { type Methods, method } from './method.ts';

/** Users and their profiles. */
export const userMethods: Methods = {
  'users.info': method({
    takes: z.object({ user: z.string() }),
    scopes: ['users:read'],
    run: ({ user }, team) => ({
      user: slackUser(knownPerson(team, user), { withEmail: maySeeEmails(team) }),
    }),
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
      return { user: slackUser(person, { withEmail: true }) };
    },
  }),
};

function maySeeEmails({ app }: Team): boolean {
  return app.scopes.includes('users:read.email');
}
