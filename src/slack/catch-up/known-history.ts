import { z } from 'zod';
import { type Liveness, liveConversations } from '../../conversations/conversation-store.ts';
import { messagesOfConversations } from '../../conversations/message-store.ts';
import { tsOf } from '../../conversations/slack-ts.ts';
import { threadsOfChannel } from '../../conversations/thread-store.ts';
import type { Queries } from '../../database/open-database.ts';
import { postsInThreads } from '../../outbox/outbox-store.ts';

/** A thread in which more may have been written, and what is known of its replies. */
const LiveThread = z.object({
  root: z.string(),
  /** How many replies are known, the bot's own among them, and the `ts` of the last. */
  count: z.coerce.number(),
  last: z.string().nullable(),
  /** The `ts` of the last message of somebody else that was known by then. */
  known: z.string().nullable(),
});
export type LiveThread = z.infer<typeof LiveThread>;

/**
 * The threads of a channel in which more may have been written: of escalated conversations, and of
 * open ones that were not yet quiet when the bot's knowledge ended; the latest first.
 */
export async function liveThreads(
  queries: Queries,
  { team, channel, ...liveness }: { team: string; channel: string } & Liveness,
): Promise<LiveThread[]> {
  const place = { team, channel };
  const live = queries
    .selectFrom(threadsOfChannel(queries, place).as('thread'))
    .innerJoin(
      liveConversations(queries, { ...place, ...liveness }).as('conversation'),
      'conversation.id',
      'thread.conversation_id',
    )
    .select(['thread.root', 'conversation.id', 'conversation.last_message_at']);
  const messages = queries
    .selectFrom(messagesOfConversations(queries).as('message'))
    .innerJoin(live.as('live'), (join) =>
      join.onRef('message.conversation_id', '=', 'live.id').onRef('message.root', '=', 'live.root'),
    );
  const replies = messages
    .select(['message.root', 'message.ts'])
    .whereRef('message.ts', '!=', 'message.root')
    .where('message.is_deleted', '=', false)
    .union(
      queries
        .selectFrom(postsInThreads(queries, place).as('post'))
        .innerJoin(live.as('live'), 'live.root', 'post.root')
        .select(['live.root', 'post.ts'])
        .$narrowType<{ ts: string }>(),
    );
  const others = messages
    .select(({ fn }) => ['message.root', fn.max('message.ts').as('known')])
    .where('message.role', '!=', 'bot')
    .where('message.ts', '<=', tsOf(liveness.knownUntil))
    .groupBy('message.root');
  const rows = await queries
    .selectFrom(live.as('live'))
    .leftJoin(replies.as('reply'), 'reply.root', 'live.root')
    .leftJoin(others.as('other'), 'other.root', 'live.root')
    .select(({ fn }) => [
      'live.root',
      'other.known',
      fn.count('reply.ts').as('count'),
      fn.max('reply.ts').as('last'),
    ])
    .groupBy(['live.root', 'live.last_message_at', 'other.known'])
    .orderBy('live.last_message_at', 'desc')
    .execute();
  return rows.map((row) => LiveThread.parse(row));
}
