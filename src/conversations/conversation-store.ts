import { sql } from 'kysely';
import type { Queries, Transaction } from '../database/open-database.ts';
import { Conversation } from './conversation.ts';
import { Message } from './message.ts';

type Place = { team: string; channel: string };

export async function loadConversation(queries: Queries, id: string): Promise<Conversation> {
  const row = await queries
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return Conversation.parse(row);
}

/** Loads a conversation and keeps others from changing it until the transaction ends. */
export async function lockConversation(
  transaction: Transaction,
  id: string,
): Promise<Conversation> {
  const row = await transaction
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return Conversation.parse(row);
}

/** The conversation that a thread belongs to; `null` for a thread known to be nobody's. */
export async function conversationOfThread(
  queries: Queries,
  { team, channel, root }: Place & { root: string },
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

/** A customer's unresolved conversations in a place that had a message since, latest first. */
export async function currentConversations(
  queries: Queries,
  { team, channel, customer, since }: Place & { customer: string; since: Date },
): Promise<Conversation[]> {
  const rows = await queries
    .selectFrom('conversations')
    .selectAll()
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('customer', '=', customer)
    .where('status', '!=', 'resolved')
    .where('last_message_at', '>=', since)
    .orderBy('last_message_at', 'desc')
    .execute();
  return rows.map((row) => Conversation.parse(row));
}

/** The `ts` of each thread root of a conversation, earliest first. */
export async function rootsOf(queries: Queries, conversationId: string): Promise<string[]> {
  const rows = await queries
    .selectFrom('threads')
    .select('root')
    .where('conversation_id', '=', conversationId)
    .orderBy('root')
    .execute();
  return rows.map(({ root }) => root);
}

/** What stands in a conversation now, in the order of `ts`. */
export async function messagesOf(queries: Queries, conversationId: string): Promise<Message[]> {
  const rows = await queries
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('is_deleted', '=', false)
    .orderBy('ts')
    .execute();
  return rows.map((row) => Message.parse(row));
}

/**
 * Takes what stands in a conversation, up to a `ts`, for the agents. It is marked as it is read: what
 * is not among it now can never be taken for handed over.
 */
export async function handOver(
  transaction: Transaction,
  { conversationId, until }: { conversationId: string; until: string | null },
): Promise<Message[]> {
  const rows = await transaction
    .updateTable('messages')
    .set({ is_handed_over: true })
    .where('conversation_id', '=', conversationId)
    .where('is_deleted', '=', false)
    .$if(until !== null, (messages) => messages.where('ts', '<=', until))
    .returningAll()
    .execute();
  return rows
    .map((row) => Message.parse(row))
    .toSorted((one, other) => Number(one.ts) - Number(other.ts));
}

export async function wasHandedOver(
  queries: Queries,
  { conversationId, ts }: { conversationId: string; ts: string },
): Promise<boolean> {
  const message = await queries
    .selectFrom('messages')
    .select('is_handed_over')
    .where('conversation_id', '=', conversationId)
    .where('ts', '=', ts)
    .executeTakeFirst();
  return message?.is_handed_over ?? false;
}

/** Gives a root its conversation. A thread that is somebody's stays theirs. */
export async function addThread(
  transaction: Transaction,
  thread: Place & { root: string; conversation_id: string | null },
): Promise<void> {
  await transaction
    .insertInto('threads')
    .values(thread)
    .onConflict((conflict) =>
      conflict
        .columns(['team', 'channel', 'root'])
        .doUpdateSet({ conversation_id: thread.conversation_id })
        .where('threads.conversation_id', 'is', null),
    )
    .execute();
}

/** Lets one transaction at a time decide which conversation a customer's message belongs to. */
export async function lockCustomer(
  transaction: Transaction,
  { team, channel, customer }: Place & { customer: string },
): Promise<void> {
  await lock(transaction, `${team}:${channel}:${customer}`);
}

/** Lets one transaction at a time decide whose a thread is. */
export async function lockThread(
  transaction: Transaction,
  { team, channel, root }: Place & { root: string },
): Promise<void> {
  await lock(transaction, `${team}:${channel}:${root}`);
}

async function lock(transaction: Transaction, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(transaction);
}
