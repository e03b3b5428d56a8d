import type { SelectQueryBuilder } from 'kysely';
import { z } from 'zod';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf, Tables } from '../database/tables.ts';
import type { Conversation } from './conversation.ts';
import { loadConversation } from './conversation-store.ts';

/** A Slack thread. One without a conversation is known to be nobody's: an agent's or a bot's. */
export const Thread = z.object({
  team: z.string(),
  channel: z.string(),
  root: z.string(),
  conversation_id: z.string().nullable(),
  /** The split ticket that it is about; null: what its conversation is about. */
  ticket_id: z.string().nullable(),
});

declare module '../database/tables.ts' {
  interface Tables {
    threads: TableOf<typeof Thread>;
  }
}

/** Which thread: the channel, and the `ts` of its root. */
export type ThreadAddress = { team: string; channel: string; root: string };

/** The conversation that a thread belongs to; `null` for a thread known to be nobody's. */
export async function conversationOfThread(
  queries: Queries,
  { team, channel, root }: ThreadAddress,
): Promise<Conversation | null | undefined> {
  const thread = await queries
    .selectFrom('threads')
    .select('conversation_id')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('root', '=', root)
    .executeTakeFirst();
  if (!thread) return undefined;
  return thread.conversation_id === null ? null : loadConversation(queries, thread.conversation_id);
}

/**
 * The `ts` of each thread root that a conversation has in a channel, earliest first. Where agents
 * answer in direct messages it has some there too.
 */
export async function rootsOf(
  queries: Queries,
  { id, channel }: Pick<Conversation, 'id' | 'channel'>,
): Promise<string[]> {
  const rows = await queries
    .selectFrom('threads')
    .select('root')
    .where('conversation_id', '=', id)
    .where('channel', '=', channel)
    .orderBy('root')
    .execute();
  return rows.map(({ root }) => root);
}

/**
 * The root of a conversation's latest thread, where the bot answers; there may be none yet. A split
 * ticket has threads of its own, in which nothing else is answered.
 */
export async function latestThread(
  queries: Queries,
  { id, channel }: Pick<Conversation, 'id' | 'channel'>,
  splitTicketId: string | null = null,
): Promise<string | undefined> {
  const latest = await queries
    .selectFrom('threads')
    .select(({ fn }) => fn.max('root').as('root'))
    .where('conversation_id', '=', id)
    .where('channel', '=', channel)
    .where('ticket_id', splitTicketId === null ? 'is' : '=', splitTicketId)
    .executeTakeFirst();
  return latest?.root ?? undefined;
}

/** The split ticket that a thread is about: null where it is about none, undefined where it is not known. */
export async function ticketOfThread(
  queries: Queries,
  { team, channel, root }: ThreadAddress,
): Promise<string | null | undefined> {
  const thread = await queries
    .selectFrom('threads')
    .select('ticket_id')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('root', '=', root)
    .executeTakeFirst();
  return thread?.ticket_id;
}

/** Lets a thread be about a split ticket. */
export async function giveThread(
  transaction: Transaction,
  { team, channel, root }: ThreadAddress,
  ticketId: string,
): Promise<void> {
  await transaction
    .updateTable('threads')
    .set({ ticket_id: ticketId })
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('root', '=', root)
    .execute();
}

/** The threads of a channel, with their conversations, as a part of a larger query. */
export function threadsOfChannel(
  queries: Queries,
  { team, channel }: Omit<ThreadAddress, 'root'>,
): SelectQueryBuilder<
  Tables,
  'threads',
  { root: string; conversation_id: string | null; ticket_id: string | null }
> {
  return queries
    .selectFrom('threads')
    .select(['root', 'conversation_id', 'ticket_id'])
    .where('team', '=', team)
    .where('channel', '=', channel);
}

/** The `ts` of the latest thread roots of a channel. */
export async function latestRoots(
  queries: Queries,
  { team, channel, most }: { team: string; channel: string; most: number },
): Promise<string[]> {
  const rows = await threadsOfChannel(queries, { team, channel })
    .orderBy('root', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ root }) => root);
}

/** Lets the threads of a channel go on under the id that it has now; what is there already stays. */
export async function moveThreads(
  transaction: Transaction,
  { team, from, to }: { team: string; from: string; to: string },
): Promise<void> {
  const threads = await threadsOfChannel(transaction, { team, channel: from }).execute();
  for (const { root, conversation_id, ticket_id } of threads) {
    await addThread(transaction, { team, channel: to, root }, conversation_id);
    if (ticket_id !== null) await giveThread(transaction, { team, channel: to, root }, ticket_id);
  }
  await transaction
    .deleteFrom('threads')
    .where('team', '=', team)
    .where('channel', '=', from)
    .execute();
}

/** Gives a root its conversation, or nobody. A thread that is somebody's stays theirs. */
export async function addThread(
  transaction: Transaction,
  { team, channel, root }: ThreadAddress,
  conversationId: string | null,
): Promise<void> {
  await transaction
    .insertInto('threads')
    .values({ team, channel, root, conversation_id: conversationId })
    .onConflict((conflict) =>
      conflict
        .columns(['team', 'channel', 'root'])
        .doUpdateSet({ conversation_id: conversationId })
        .where('threads.conversation_id', 'is', null),
    )
    .execute();
}
