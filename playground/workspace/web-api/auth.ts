import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import { type Methods, method } from './method.ts';

/** The bot's identity. */
export const authMethods: Methods = {
  'api.test': method({
    takes: z.looseObject({ error: z.string().optional() }),
    token: 'none',
    run({ token: _, error, ...args }) {
      if (error) throw new SlackError(error, { args });
      return { args };
    },
  }),

  'auth.test': method({
    takes: z.object({}),
    run: (_, team) => ({
      url: `https://${team.domain}.slack.com/`,
      team: team.name,
      user: team.bot.name,
      team_id: team.id,
      user_id: team.bot.id,
      bot_id: team.app.botId,
      is_enterprise_install: false,
    }),
  }),

  'bots.info': method({
    takes: z.object({ bot: z.string() }),
    scopes: ['users:read'],
    run({ bot: id }, team) {
      const person = team.people.all().find(({ bot }) => bot?.id === id);
      if (!person) throw new SlackError('bot_not_found');
      return {
        bot: {
          id,
          deleted: person.deactivated,
          name: person.displayName,
          updated: 0,
          app_id: person.bot?.appId,
          user_id: person.id,
          icons: {},
        },
      };
    },
  }),
};
