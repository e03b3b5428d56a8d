import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import { ownChannel } from './access.ts';
import { type Methods, method } from './method.ts';

export const reactionMethods: Methods = {
  'reactions.add': method({
    takes: z.object({ channel: z.string(), timestamp: z.string(), name: z.string() }),
    scopes: ['reactions:write'],
    run({ channel, timestamp, name }, team) {
      const message = team.messages.find(ownChannel(team, channel).id, timestamp);
      if (!message) throw new SlackError('message_not_found');
      if (!/^[\w+:'-]+$/.test(name)) throw new SlackError('invalid_name');
      const reaction = message.reactions.find((other) => other.name === name);
      if (reaction?.users.includes(team.bot.id)) throw new SlackError('already_reacted');
      team.messages.react(message, name, team.bot.id);
      return {};
    },
  }),
};
