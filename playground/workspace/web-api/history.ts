import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { Message } from '../team/message.ts';
import type { Team } from '../team/team.ts';
import { slackMessage } from '../wire/message.ts';
import { ownChannel } from './access.ts';
import { Flag, Limit } from './arguments.ts';
import { type Methods, method } from './method.ts';
import { page } from './pages.ts';

const range = {
  channel: z.string(),
  cursor: z.string().optional(),
  limit: Limit,
  oldest: z.coerce.string().optional(),
  latest: z.coerce.string().optional(),
  inclusive: Flag.optional(),
  include_all_metadata: Flag.optional(),
};
type Range = z.infer<z.ZodObject<typeof range>>;

/** Earlier messages. */
export const historyMethods: Methods = {
  'conversations.history': method({
    takes: z.object(range),
    run(args, team) {
      const { id } = ownChannel(team, args.channel, 'history');
      const messages = team.messages.in(id).filter(showsInChannel).filter(within(args));
      const { items, nextCursor } = page({
        items: messages.reverse(),
        keyOf: ({ ts }) => ts,
        startsAt: ({ ts }, key) => Number(ts) <= Number(key),
        cursor: args.cursor,
        limit: args.limit,
      });
      return { ...answer(items, nextCursor, { args, team }), pin_count: 0 };
    },
  }),

  /** Every page begins with the thread's first message, besides the `limit` replies. */
  'conversations.replies': method({
    takes: z.object({ ...range, ts: z.string() }),
    run(args, team) {
      const { id } = ownChannel(team, args.channel, 'history');
      const first = team.messages.find(id, args.ts);
      if (!first || first.onlyFor) throw new SlackError('thread_not_found');
      const { items, nextCursor } = page({
        items: team.messages.replies(id, args.ts).filter(within(args)),
        keyOf: ({ ts }) => ts,
        startsAt: ({ ts }, key) => Number(ts) >= Number(key),
        cursor: args.cursor,
        limit: args.limit,
      });
      return answer([first, ...items], nextCursor, { args, team });
    },
  }),
};

function showsInChannel({ threadTs, broadcast, onlyFor }: Message): boolean {
  return !onlyFor && (!threadTs || broadcast);
}

function within({ oldest = '0', latest, inclusive }: Range) {
  const [from, to] = [Number(oldest), latest ? Number(latest) : Number.POSITIVE_INFINITY];
  return ({ ts }: Message) => {
    const at = Number(ts);
    return (at > from && at < to) || (inclusive === true && (at === from || at === to));
  };
}

function answer(
  messages: readonly Message[],
  nextCursor: string,
  { args, team }: { args: Range; team: Team },
) {
  const show = { metadata: args.include_all_metadata === true };
  return {
    messages: messages.map((message) => slackMessage(message, team, show)),
    has_more: nextCursor !== '',
    ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
  };
}
