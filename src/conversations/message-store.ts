import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf, Tables } from '../database/tables.ts';
import { Message, type Role } from './message.ts';
import { MessageContent } from './message-content.ts';
import { byTs } from './slack-ts.ts';
import type { ThreadAddress } from './thread-store.ts';

declare module '../database/tables.ts' {
  interface Tables {
    messages: TableOf<typeof Message>;
  }
}

type Channel = { team: string; channel: string };
export type MessageAddress = Channel & { ts: string };

/** Messages that were given to a ticket, or those of a conversation but for what was given to others. */
export type Owned = { ticketId: string } | { conversationId: string; notOf: string[] };

/** What is written in a conversation now, in the order of `ts`. */
export async function messagesOf(queries: Queries, conversationId: string): Promise<Message[]> {
  return messagesOwned(queries, { conversationId, notOf: [] });
}

/** What is written now of what somebody owns, in the order of `ts`. */
export async function messagesOwned(queries: Queries, owned: Owned): Promise<Message[]> {
  const rows = await queries
    .selectFrom('messages')
    .selectAll()
    .where((expression) => isOwned(expression, owned))
    .where('is_deleted', '=', false)
    .orderBy('ts')
    .execute();
  return rows.map((row) => Message.parse(row));
}

/** What is written now in each of some conversations since a `ts`, in its order. */
export async function messagesOfEach(
  queries: Queries,
  { conversationIds, since }: { conversationIds: string[]; since: string },
): Promise<Map<string, Message[]>> {
  if (conversationIds.length === 0) return new Map();
  const rows = await queries
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', 'in', conversationIds)
    .where('ts', '>=', since)
    .where('is_deleted', '=', false)
    .orderBy('ts')
    .execute();
  const messages = rows.map((row) => Message.parse(row));
  return Map.groupBy(messages, ({ conversation_id }) => conversation_id ?? '');
}

function isOwned({ eb, and, or }: ExpressionBuilder<Tables, 'messages'>, owned: Owned) {
  if ('ticketId' in owned) return eb('ticket_id', '=', owned.ticketId);
  const { conversationId, notOf } = owned;
  const isInConversation = eb('conversation_id', '=', conversationId);
  if (notOf.length === 0) return isInConversation;
  return and([
    isInConversation,
    or([eb('ticket_id', 'is', null), eb('ticket_id', 'not in', notOf)]),
  ]);
}

/** A message of a conversation, also when it was deleted. */
export async function findMessageOf(
  queries: Queries,
  { conversationId, ts }: { conversationId: string; ts: string },
): Promise<Message | undefined> {
  const row = await queries
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('ts', '=', ts)
    .executeTakeFirst();
  return row && Message.parse(row);
}

/** The message of a `ts` in a channel. */
export async function findMessageAt(
  queries: Queries,
  { team, channel, ts }: MessageAddress,
): Promise<Message | undefined> {
  const row = await queries
    .selectFrom('messages')
    .selectAll()
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .executeTakeFirst();
  return row && Message.parse(row);
}

/** Whether somebody has written in a conversation. */
export async function hasMessageBy(
  queries: Queries,
  { conversationId, author }: { conversationId: string; author: string },
): Promise<boolean> {
  const row = await queries
    .selectFrom('messages')
    .select('ts')
    .where('conversation_id', '=', conversationId)
    .where('author', '=', author)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Slack's own time of a conversation's last message, so that no clock's error cuts it off. */
export async function lastTsOf(queries: Queries, conversationId: string): Promise<string> {
  const last = await queries
    .selectFrom('messages')
    .select(({ fn }) => fn.max('ts').as('ts'))
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return last?.ts ?? '';
}

/** The `ts` of the last message that is stored of a channel. */
export async function lastTsOfChannel(
  queries: Queries,
  { team, channel }: Channel,
): Promise<string | undefined> {
  const last = await queries
    .selectFrom('messages')
    .select(({ fn }) => fn.max('ts').as('ts'))
    .where('team', '=', team)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return last?.ts ?? undefined;
}

/** The messages of conversations, as a part of a larger query: which thread, when, and by whom. */
export function messagesOfConversations(
  queries: Queries,
): SelectQueryBuilder<
  Tables,
  'messages',
  { conversation_id: string | null; root: string; ts: string; role: Role; is_deleted: boolean }
> {
  return queries
    .selectFrom('messages')
    .select(['conversation_id', 'root', 'ts', 'role', 'is_deleted']);
}

/**
 * Takes what is written of what somebody owns, up to a `ts`, for the agents. It is marked as it is
 * read: what is not among it now can never be taken for handed over.
 */
export async function handOver(
  transaction: Transaction,
  owned: Owned,
  { until }: { until: string | null },
): Promise<Message[]> {
  const rows = await transaction
    .updateTable('messages')
    .set({ is_handed_over: true })
    .where((expression) => isOwned(expression, owned))
    .where('is_deleted', '=', false)
    .$if(until !== null, (messages) => messages.where('ts', '<=', until))
    .returningAll()
    .execute();
  return rows.map((row) => Message.parse(row)).toSorted(byTs);
}

/** Gives a message to a ticket. */
export async function giveToTicket(
  transaction: Transaction,
  address: MessageAddress,
  ticketId: string,
): Promise<void> {
  await at(transaction, address).set({ ticket_id: ticketId }).execute();
}

/** Gives a ticket what of a conversation was given to none. */
export async function giveTheRest(
  transaction: Transaction,
  { conversationId, ticketId }: { conversationId: string; ticketId: string },
): Promise<void> {
  await transaction
    .updateTable('messages')
    .set({ ticket_id: ticketId })
    .where('conversation_id', '=', conversationId)
    .where('ticket_id', 'is', null)
    .execute();
}

/** Stores that a ticket's agents are given a message with others. */
export async function noteHandedTo(
  transaction: Transaction,
  address: MessageAddress,
  ticketId: string,
): Promise<void> {
  await at(transaction, address)
    .set({ handed_to: sql<string>`handed_to || to_jsonb(${ticketId}::text)` })
    .execute();
}

/** Stores whether a message is to be marked as received. */
export async function noteToBeMarked(
  transaction: Transaction,
  address: MessageAddress,
  isToBeMarked: boolean,
): Promise<void> {
  await at(transaction, address).set({ is_to_be_marked: isToBeMarked }).execute();
}

/** The messages of a conversation that are to be marked as received, earliest first. */
export async function messagesToBeMarked(
  queries: Queries,
  conversationId: string,
  { most }: { most: number },
): Promise<MessageAddress[]> {
  return queries
    .selectFrom('messages')
    .select(['team', 'channel', 'ts'])
    .where('conversation_id', '=', conversationId)
    .where('is_to_be_marked', '=', true)
    .where('is_deleted', '=', false)
    .orderBy('ts')
    .limit(most)
    .execute();
}

/** Adds a message; false when one of its `ts` is there. */
export async function insertMessage(
  transaction: Transaction,
  {
    files,
    ...message
  }: Omit<
    Message,
    | 'is_deleted'
    | 'is_handed_over'
    | 'is_to_be_marked'
    | 'author_name'
    | 'reply_id'
    | 'ticket_id'
    | 'handed_to'
  > & {
    author_name?: string | null;
    reply_id?: string | null;
    ticket_id?: string | null;
  },
): Promise<boolean> {
  const inserted = await transaction
    .insertInto('messages')
    .values({ ...message, files: JSON.stringify(files) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** The two messages next to a `ts`, the nearest first: in its conversation or, while that is not known, in its thread. */
export async function messagesBeside(
  queries: Queries,
  {
    team,
    channel,
    ts,
    root,
    conversationId,
  }: MessageAddress & ThreadAddress & { conversationId: string | null },
  side: 'before' | 'after',
): Promise<Message[]> {
  const rows = await queries
    .selectFrom('messages')
    .selectAll()
    .where((is) =>
      conversationId === null
        ? is.and({ team, channel, root })
        : is('conversation_id', '=', conversationId),
    )
    .where('ts', side === 'before' ? '<' : '>', ts)
    .where('is_deleted', '=', false)
    .orderBy('ts', side === 'before' ? 'desc' : 'asc')
    .limit(2)
    .execute();
  return rows.map((row) => Message.parse(row));
}

/** What a message that is not deleted says, kept from others' changes until the transaction ends. */
export async function lockContent(
  transaction: Transaction,
  { team, channel, ts }: MessageAddress,
): Promise<MessageContent | undefined> {
  const row = await transaction
    .selectFrom('messages')
    .select(['text', 'files', 'revision'])
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .where('is_deleted', '=', false)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && MessageContent.parse(row);
}

/** Replaces what a message says. */
export async function changeMessage(
  transaction: Transaction,
  address: MessageAddress,
  { text, files, revision }: MessageContent,
): Promise<void> {
  await at(transaction, address)
    .set({ text, files: JSON.stringify(files), revision })
    .execute();
}

/** Replaces what an agent's reply says. */
export async function changeReply(
  transaction: Transaction,
  replyId: string,
  { text }: Pick<Message, 'text'>,
): Promise<void> {
  await transaction
    .updateTable('messages')
    .set({ text })
    .where('reply_id', '=', replyId)
    .where('is_deleted', '=', false)
    .execute();
}

/** Takes the words of an agent's reply away. */
export async function forgetReply(transaction: Transaction, replyId: string): Promise<void> {
  await transaction
    .updateTable('messages')
    .set({ text: '', is_deleted: true })
    .where('reply_id', '=', replyId)
    .execute();
}

/** The author of a message of which nothing is known but that it was deleted. */
const NOBODY = '';

/** What was deleted before it was received still has its place in a conversation. */
export async function claimTombstone(
  transaction: Transaction,
  address: MessageAddress,
  owner: Pick<Message, 'conversation_id' | 'author' | 'author_name' | 'role'>,
): Promise<void> {
  await at(transaction, address).set(owner).where('author', '=', NOBODY).execute();
}

/**
 * Stores that a message asks for a person; false when that was known. An edit or a deletion that
 * was received before it does not take the request back.
 */
export async function noteEscalationRequest(
  transaction: Transaction,
  address: MessageAddress,
): Promise<boolean> {
  const noted = await at(transaction, address)
    .set({ is_escalation_request: true })
    .where('is_escalation_request', '=', false)
    .executeTakeFirst();
  return noted.numUpdatedRows === 1n;
}

/**
 * Takes a message's words away and keeps its place, so that a late copy does not bring it back.
 * Returns the conversation that it was in, if it was there and belonged to one.
 */
export async function forgetMessage(
  transaction: Transaction,
  { team, channel, ts, root, revision }: MessageAddress & ThreadAddress & { revision: string },
): Promise<{ conversationId: string } | undefined> {
  const gone = { text: '', files: '[]', revision, is_deleted: true };
  const row = await transaction
    .insertInto('messages')
    .values({
      team,
      channel,
      ts,
      root,
      text: '',
      files: '[]',
      revision,
      is_deleted: true,
      is_escalation_request: false,
      conversation_id: null,
      author: NOBODY,
      role: 'participant',
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team', 'channel', 'ts'])
        .doUpdateSet(gone)
        .where('messages.is_deleted', '=', false),
    )
    .returning('conversation_id')
    .executeTakeFirst();
  return row?.conversation_id ? { conversationId: row.conversation_id } : undefined;
}

/** Gives a conversation the replies that were received before it was known whose they are. */
export async function adoptReplies(
  transaction: Transaction,
  { team, channel, root }: ThreadAddress,
  { id, customer }: { id: string; customer: string },
): Promise<void> {
  await transaction
    .updateTable('messages')
    .set((update) => ({
      conversation_id: id,
      role: update
        .case()
        .when('author', '=', customer)
        .then('customer' as const)
        .else(update.ref('role'))
        .end(),
    }))
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('root', '=', root)
    .where('conversation_id', 'is', null)
    .execute();
}

/** Lets the messages of a channel go on under the id that it has now; what is there already stays. */
export async function moveMessages(
  transaction: Transaction,
  { team, from, to }: { team: string; from: string; to: string },
): Promise<void> {
  await transaction
    .updateTable('messages')
    .set({ channel: to })
    .where('team', '=', team)
    .where('channel', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('messages as there')
            .select('there.ts')
            .where('there.team', '=', team)
            .where('there.channel', '=', to)
            .whereRef('there.ts', '=', 'messages.ts'),
        ),
      ),
    )
    .execute();
}

/** Deletes the replies of a thread that turned out to be nobody's. */
export async function deleteUnowned(
  transaction: Transaction,
  { team, channel, root }: ThreadAddress,
): Promise<void> {
  await transaction
    .deleteFrom('messages')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('root', '=', root)
    .where('conversation_id', 'is', null)
    .where('is_deleted', '=', false)
    .execute();
}

function at(transaction: Transaction, { team, channel, ts }: MessageAddress) {
  return transaction
    .updateTable('messages')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('ts', '=', ts);
}
