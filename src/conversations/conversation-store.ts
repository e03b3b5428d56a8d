import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { FromApp } from '../customers/identity.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf, Tables } from '../database/tables.ts';
import { Conversation } from './conversation.ts';

declare module '../database/tables.ts' {
  interface Tables {
    conversations: TableOf<typeof Conversation>;
  }
}

type Channel = { team: string; channel: string };

export async function loadConversation(queries: Queries, id: string): Promise<Conversation> {
  const row = await queries
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return Conversation.parse(row);
}

/** Whose some conversations are. */
export async function customersOf(queries: Queries, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await queries
    .selectFrom('conversations')
    .select('customer')
    .distinct()
    .where('id', 'in', ids)
    .execute();
  return new Set(rows.map(({ customer }) => customer));
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
    // Whoever has just stored a message of it shares its key: a full lock would wait for them all.
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return Conversation.parse(row);
}

/** A customer's unresolved conversations in a channel that had a message since, latest first. */
export async function currentConversations(
  queries: Queries,
  { team, channel, customer, since }: Channel & { customer: string; since: Date },
): Promise<Conversation[]> {
  const rows = await conversationsIn(queries, { team, channel, customer })
    .where('status', '!=', 'resolved')
    .where('last_message_at', '>=', since)
    .execute();
  return rows.map((row) => Conversation.parse(row));
}

/**
 * A customer's conversations in a channel that a message may continue, latest first: those that agents
 * have, open ones that had a message since `notQuietSince`, and those resolved since `resolvedSince`.
 */
export async function conversationsToContinue(
  queries: Queries,
  {
    team,
    channel,
    customer,
    notQuietSince,
    resolvedSince,
  }: Channel & { customer: string; notQuietSince: Date; resolvedSince: Date },
): Promise<Conversation[]> {
  const rows = await conversationsIn(queries, { team, channel, customer })
    .where(({ eb, or, and }) =>
      or([
        eb('status', '=', 'escalated'),
        and([eb('status', '=', 'open'), eb('last_message_at', '>=', notQuietSince)]),
        and([eb('status', '=', 'resolved'), eb('resolved_at', '>=', resolvedSince)]),
      ]),
    )
    .execute();
  return rows.map((row) => Conversation.parse(row));
}

/**
 * A customer's conversation of a channel that agents have, and that they answered last in these direct
 * messages.
 */
export async function answeredDirectly(
  queries: Queries,
  { team, channel, customer }: Channel & { customer: string },
): Promise<Conversation | undefined> {
  const row = await queries
    .selectFrom('conversations')
    .selectAll()
    .where('team', '=', team)
    .where('direct_channel', '=', channel)
    .where('customer', '=', customer)
    .where('status', '=', 'escalated')
    .orderBy('answered_directly_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && Conversation.parse(row);
}

/** Stores that agents answer a conversation in its customer's direct messages. */
export async function noteAnsweredDirectly(
  transaction: Transaction,
  { id, directChannel, at }: { id: string; directChannel: string; at: Date },
): Promise<void> {
  await transaction
    .updateTable('conversations')
    .set({ direct_channel: directChannel, answered_directly_at: at })
    .where('id', '=', id)
    .execute();
}

/** A customer's conversations in a channel, latest first, as a part of a larger query. */
function conversationsIn(
  queries: Queries,
  { team, channel, customer }: Channel & { customer: string },
) {
  return queries
    .selectFrom('conversations')
    .selectAll()
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('customer', '=', customer)
    .orderBy('last_message_at', 'desc');
}

/**
 * The ids of all conversations of a customer, as a part of a larger query: those that are from an app
 * are not theirs yet.
 */
export function conversationIdsOf(
  queries: Queries,
  { team, customer }: { team: string; customer: string },
): SelectQueryBuilder<Tables, 'conversations', { id: string }> {
  return queries
    .selectFrom('conversations')
    .select('id')
    .where('team', '=', team)
    .where('customer', '=', customer)
    .where('from_app', 'is', null);
}

/** When the last message of any conversation was written. */
export async function lastMessageAt(queries: Queries, team: string): Promise<Date | undefined> {
  const last = await queries
    .selectFrom('conversations')
    .select(({ fn }) => fn.max('last_message_at').as('at'))
    .where('team', '=', team)
    .executeTakeFirst();
  return last?.at ?? undefined;
}

/** Until when the bot's knowledge is complete, and after how long a conversation is at its end. */
export type Liveness = { knownUntil: Date; quietAfterMs: number; reopenWithinMs: number };

/** The channels with conversations in which more may have been written, latest messages first. */
export async function liveChannels(
  queries: Queries,
  { team, ...liveness }: { team: string } & Liveness,
): Promise<string[]> {
  const rows = await queries
    .selectFrom('conversations')
    .select('channel')
    .where('team', '=', team)
    .where((expression) => isLive(expression, liveness))
    .groupBy('channel')
    .orderBy(({ fn }) => fn.max('last_message_at'), 'desc')
    .execute();
  return rows.map(({ channel }) => channel);
}

/** The conversations of a channel in which more may have been written, as a part of a larger query. */
export function liveConversations(
  queries: Queries,
  { team, channel, ...liveness }: Channel & Liveness,
): SelectQueryBuilder<Tables, 'conversations', { id: string; last_message_at: Date }> {
  return queries
    .selectFrom('conversations')
    .select(['id', 'last_message_at'])
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where((expression) => isLive(expression, liveness));
}

/**
 * Whether agents have a conversation, or when knowledge of it ended it was not yet quiet, or resolved
 * so lately that agents are still brought what is written in it.
 */
function isLive(
  { eb, or, and }: ExpressionBuilder<Tables, 'conversations'>,
  { knownUntil, quietAfterMs, reopenWithinMs }: Liveness,
) {
  const notQuiet = new Date(knownUntil.getTime() - quietAfterMs);
  const notPast = new Date(knownUntil.getTime() - reopenWithinMs);
  return or([
    eb('status', '=', 'escalated'),
    and([eb('status', '=', 'open'), eb('last_message_at', '>', notQuiet)]),
    and([eb('status', '=', 'resolved'), eb('resolved_at', '>', notPast)]),
  ]);
}

export async function insertConversation(
  transaction: Transaction,
  conversation: Pick<Conversation, 'id' | 'team' | 'channel' | 'place' | 'customer'> & {
    at: Date;
    from_app?: FromApp | null;
  },
): Promise<Conversation> {
  const { at, from_app = null, ...values } = conversation;
  const row = await transaction
    .insertInto('conversations')
    .values({
      ...values,
      from_app: from_app && JSON.stringify(from_app),
      status: 'open',
      opened_at: at,
      last_message_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return Conversation.parse(row);
}

/**
 * Stores when a conversation had its latest message, which opens it again where it was resolved before
 * a time. Returns it as it is now: it may have been escalated since it was loaded.
 */
export async function noteMessage(
  transaction: Transaction,
  id: string,
  { at, reopensIfResolvedBefore }: { at: Date; reopensIfResolvedBefore: Date | null },
): Promise<Conversation> {
  const row = await transaction
    .updateTable('conversations')
    .set(({ fn, ref, val, eb, and }) => ({
      last_message_at: fn<Date>('greatest', [ref('last_message_at'), val(at)]),
      ...(reopensIfResolvedBefore && {
        status: eb
          .case()
          .when(
            and([eb('status', '=', 'resolved'), eb('resolved_at', '<', reopensIfResolvedBefore)]),
          )
          .then('open' as const)
          .else(ref('status'))
          .end(),
      }),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return Conversation.parse(row);
}

/** Stores that a customer whom an app named has written themselves. */
export async function noteCustomerWrote(transaction: Transaction, id: string): Promise<void> {
  await transaction
    .updateTable('conversations')
    .set({ from_app: null })
    .where('id', '=', id)
    .execute();
}

/**
 * Stores that the customer of an open conversation of a channel may wait since a moment, or since an
 * earlier one where that is known already.
 */
export async function noteMayWait(
  transaction: Transaction,
  { id, since }: { id: string; since: Date },
): Promise<void> {
  await transaction
    .updateTable('conversations')
    .set({ unanswered_since: since })
    .where('id', '=', id)
    .where('place', '=', 'channel')
    .where('status', '=', 'open')
    .where(({ eb, or }) =>
      or([eb('unanswered_since', 'is', null), eb('unanswered_since', '>', since)]),
    )
    .execute();
}

/** Stores since when a customer waits, and since when that is in the list. */
export async function noteWaiting(
  transaction: Transaction,
  { id, unanswered_since, listed_at }: Pick<Conversation, 'id' | 'unanswered_since' | 'listed_at'>,
): Promise<void> {
  await transaction
    .updateTable('conversations')
    .set({ unanswered_since, listed_at })
    .where('id', '=', id)
    .execute();
}

/** Stores that what was written until a `ts` needs no answer. */
export async function noteSettled(
  transaction: Transaction,
  { id, until, by }: { id: string; until: string; by: string },
): Promise<Conversation> {
  const row = await transaction
    .updateTable('conversations')
    .set({ settled_until: until, settled_by: by })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return Conversation.parse(row);
}

/** The conversations whose customer may wait, longest first. An index holds just these. */
export async function conversationsThatMayWait(
  queries: Queries,
  team: string,
): Promise<Conversation[]> {
  const rows = await queries
    .selectFrom('conversations')
    .selectAll()
    .where('team', '=', team)
    .where('unanswered_since', 'is not', null)
    .orderBy('unanswered_since')
    .execute();
  return rows.map((row) => Conversation.parse(row));
}

/** The conversations that are in the list of those that nobody has answered, longest waiting first. */
export async function listedConversations(queries: Queries, team: string): Promise<Conversation[]> {
  const waiting = await conversationsThatMayWait(queries, team);
  return waiting.filter(({ status, listed_at }) => status === 'open' && listed_at !== null);
}

/** Which of some users have a conversation of their own that agents have, or that had a message since. */
export async function customersAmong(
  queries: Queries,
  { team, users, since }: { team: string; users: string[]; since: Date },
): Promise<Set<string>> {
  if (users.length === 0) return new Set();
  const rows = await queries
    .selectFrom('conversations')
    .select('customer')
    .distinct()
    .where('team', '=', team)
    .where('customer', 'in', users)
    .where(({ eb, or }) => or([eb('status', '=', 'escalated'), eb('last_message_at', '>=', since)]))
    .execute();
  return new Set(rows.map(({ customer }) => customer));
}

/** Lets one transaction at a time decide about the list of those that nobody has answered. */
export async function lockList(transaction: Transaction, team: string): Promise<void> {
  await lock(transaction, `${team}:unanswered`);
}

/** Stores that a person was asked for: the bot asks nothing more. */
export async function noteEscalated(transaction: Transaction, id: string): Promise<void> {
  await transaction
    .updateTable('conversations')
    .set({
      status: 'escalated',
      greeting_step: 'done',
      unanswered_since: null,
      listed_at: null,
    })
    .where('id', '=', id)
    .execute();
}

export async function noteResolved(
  transaction: Transaction,
  { id, at }: { id: string; at: Date },
): Promise<void> {
  await transaction
    .updateTable('conversations')
    .set({ status: 'resolved', resolved_at: at })
    .where('id', '=', id)
    .execute();
}

/** Stores how far the greeting has come, and what it found out about the customer. */
export async function noteGreeting(
  transaction: Transaction,
  { id, greeting_step, typed_email, identity }: Conversation,
): Promise<void> {
  await transaction
    .updateTable('conversations')
    .set({ greeting_step, typed_email, identity: identity && JSON.stringify(identity) })
    .where('id', '=', id)
    .execute();
}

/**
 * Stores the email that a customer typed for a conversation; nobody else can.
 *
 * @returns Whether the bot still asks something there.
 */
export async function noteTypedEmail(
  transaction: Transaction,
  { id, customer, email }: { id: string; customer: string; email: string },
): Promise<boolean> {
  const noted = await transaction
    .updateTable('conversations')
    .set({ typed_email: email })
    .where('id', '=', id)
    .where('customer', '=', customer)
    .returning('greeting_step')
    .executeTakeFirst();
  return noted !== undefined && noted.greeting_step !== 'done';
}

/** Lets the conversations of a channel go on under the id that it has now. */
export async function moveConversations(
  transaction: Transaction,
  { team, from, to }: { team: string; from: string; to: string },
): Promise<void> {
  await transaction
    .updateTable('conversations')
    .set({ channel: to })
    .where('team', '=', team)
    .where('channel', '=', from)
    .execute();
}

/** Lets one transaction at a time decide which conversation a customer's message belongs to. */
export async function lockCustomer(
  transaction: Transaction,
  { team, channel, customer }: Channel & { customer: string },
): Promise<void> {
  await lock(transaction, `${team}:${channel}:${customer}`);
}

/** Lets one transaction at a time decide which of a customer's tickets go on as one. */
export async function lockTicketsOf(
  transaction: Transaction,
  { team, customer }: { team: string; customer: string },
): Promise<void> {
  await lock(transaction, `${team}:${customer}`);
}

/** Lets one transaction at a time decide whose a thread is. */
export async function lockThread(
  transaction: Transaction,
  { team, channel, root }: Channel & { root: string },
): Promise<void> {
  await lock(transaction, `${team}:${channel}:${root}`);
}

async function lock(transaction: Transaction, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(transaction);
}
