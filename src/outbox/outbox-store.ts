import type { SelectQueryBuilder } from 'kysely';
import type { z } from 'zod';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf, Tables } from '../database/tables.ts';
import { type Content, subjectOf, whenOpened } from './kinds.ts';
import type { NotCarried } from './not-carried.ts';
import { OutboxMessage, type OutboxRow } from './outbox-message.ts';

declare module '../database/tables.ts' {
  interface Tables {
    outbox: TableOf<typeof OutboxRow>;
  }
}

/** Where a message is to be posted. */
export type Address = {
  team: string;
  channel: string;
  thread?: string | undefined;
  parent?: number | undefined;
};

/** A message to be posted: what it means, about what, and where. */
export type Draft = Address & z.input<typeof Content>;

type Written = { key: string; at: Date };

/** A message of the outbox, where it goes, and its `ts` once it is posted. */
type Addressed = { id: number; kind: string; team: string; channel: string; ts: string | null };

/** Adds a message, or finds the one that is there: the same content in the same channel is one. */
export async function insertOnce(
  transaction: Transaction,
  draft: Draft,
  written: Written,
): Promise<{ id: number; isNew: boolean }> {
  const inserted = await transaction
    .insertInto('outbox')
    .values(rowOf(draft, written))
    .onConflict((conflict) => conflict.columns(['kind', 'subject', 'channel']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return { id: inserted.id, isNew: true };
  const { id } = await sameContent(transaction, draft)
    .select('id')
    .where('channel', '=', draft.channel)
    .executeTakeFirstOrThrow();
  return { id, isNew: false };
}

/** Adds a message, or asks for another version of it, also where Slack refused it before. */
export async function insertOrAskAgain(
  transaction: Transaction,
  draft: Draft,
  written: Written,
): Promise<Addressed> {
  return transaction
    .insertInto('outbox')
    .values(rowOf(draft, written))
    .onConflict((conflict) =>
      conflict.columns(['kind', 'subject', 'channel']).doUpdateSet(({ eb }) => ({
        wanted_version: eb('outbox.wanted_version', '+', 1),
        refusal: null,
      })),
    )
    .returning(['id', 'kind', 'team', 'channel', 'ts'])
    .executeTakeFirstOrThrow();
}

/** Asks for another version of a message, in every channel that has it. */
export async function askAgain(
  transaction: Transaction,
  { kind, about }: Pick<Content, 'kind' | 'about'>,
): Promise<Addressed[]> {
  return transaction
    .updateTable('outbox')
    .set(({ eb }) => ({ wanted_version: eb('wanted_version', '+', 1) }))
    .where('kind', '=', kind)
    .where('subject', '=', subjectOf(about))
    .where('refusal', 'is', null)
    .returning(['id', 'kind', 'team', 'channel', 'ts'])
    .execute();
}

/** The channels with posts in which something may be that only agents may read. */
export async function channelsForAgents(queries: Queries, team: string): Promise<string[]> {
  const rows = await mayBeForAgents(queries, team).select('channel').distinct().execute();
  return rows.map(({ channel }) => channel);
}

/**
 * Asks for these posts of a channel to be updated or deleted; those that are asked for already are on their way. What
 * is deleted is not posted there again.
 */
export async function askForWithheld(
  transaction: Transaction,
  { team, channel }: Pick<Address, 'team' | 'channel'>,
): Promise<Addressed[]> {
  const rows = await mayBeForAgents(transaction, team)
    .select('id')
    .where('channel', '=', channel)
    .whereRef('shown_version', '>=', 'wanted_version')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const asked = await transaction
    .updateTable('outbox')
    .set(({ eb, ref }) => ({
      wanted_version: eb('wanted_version', '+', 1),
      is_withdrawn: eb
        .case()
        .when('kind', 'in', kindsToDelete)
        .then(true)
        .else(ref('is_withdrawn'))
        .end(),
    }))
    .where('id', 'in', ids)
    .returning(['id', 'kind', 'team', 'channel', 'ts'])
    .execute();
  return asked.toSorted((one, other) => one.id - other.id);
}

function mayBeForAgents(queries: Queries, team: string) {
  return queries
    .selectFrom('outbox')
    .where('team', '=', team)
    .where('kind', 'in', Object.keys(whenOpened))
    .where('is_withheld', '=', false)
    .where('ts', 'is not', null);
}

const kindsToDelete = Object.entries(whenOpened)
  .filter(([, isDone]) => isDone === 'delete')
  .map(([kind]) => kind);

/** Asks for a message to be nowhere, in every channel that has it or is to have it. */
export async function noteWithdrawn(
  transaction: Transaction,
  { kind, about }: Pick<Content, 'kind' | 'about'>,
): Promise<Addressed[]> {
  return transaction
    .updateTable('outbox')
    .set(({ eb }) => ({ is_withdrawn: true, wanted_version: eb('wanted_version', '+', 1) }))
    .where('kind', '=', kind)
    .where('subject', '=', subjectOf(about))
    .where('refusal', 'is', null)
    .returning(['id', 'kind', 'team', 'channel', 'ts'])
    .execute();
}

/** Lets a message be posted again that Slack has refused. */
export async function forgetRefusals(
  transaction: Transaction,
  { kind, about }: Pick<Content, 'kind' | 'about'>,
): Promise<{ id: number; kind: string; team: string; channel: string }[]> {
  return transaction
    .updateTable('outbox')
    .set({ refusal: null })
    .where('kind', '=', kind)
    .where('subject', '=', subjectOf(about))
    .where('refusal', 'is not', null)
    .where('is_withdrawn', '=', false)
    .returning(['id', 'kind', 'team', 'channel'])
    .execute();
}

/** The ticket of the card that was posted as a `ts`. */
export async function ticketOfCard(
  queries: Queries,
  { channel, ts }: { channel: string; ts: string },
): Promise<string | undefined> {
  const card = await queries
    .selectFrom('outbox')
    .select('subject')
    .where('kind', '=', 'ticket-card')
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .executeTakeFirst();
  return card?.subject;
}

/** The latest message of a kind of which each replaces the one before, unless it was withdrawn. */
export async function latestOfKind(
  queries: Queries,
  { team, kind }: { team: string; kind: 'unanswered' },
): Promise<{ at: string } | undefined> {
  const row = await queries
    .selectFrom('outbox')
    .select('subject')
    .where('kind', '=', kind)
    .where('team', '=', team)
    .where('is_withdrawn', '=', false)
    .orderBy('subject', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { at: row.subject };
}

/** How far a message has come that is posted in one channel only. */
export async function findDelivery(
  queries: Queries,
  content: Pick<Content, 'kind' | 'about'>,
): Promise<Pick<OutboxMessage, 'channel' | 'ts' | 'refusal'> | undefined> {
  return sameContent(queries, content).select(['channel', 'ts', 'refusal']).executeTakeFirst();
}

export async function loadOutboxMessage(queries: Queries, id: number): Promise<OutboxMessage> {
  const row = await queries
    .selectFrom('outbox')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return OutboxMessage.parse(row);
}

/**
 * The thread that a message under another belongs in, once that one is posted; null until then, with
 * Slack's code where it never will be.
 */
export async function threadUnder(
  queries: Queries,
  parent: number,
): Promise<{ thread: string | null; refusal: string | null }> {
  const { ts, ...above } = await queries
    .selectFrom('outbox')
    .select(['ts', 'thread', 'parent', 'refusal'])
    .where('id', '=', parent)
    .executeTakeFirstOrThrow();
  if (ts === null) return { thread: null, refusal: above.refusal };
  if (above.thread !== null) return { thread: above.thread, refusal: null };
  return above.parent === null ? { thread: ts, refusal: null } : threadUnder(queries, above.parent);
}

/** When the bot last posted in a channel. */
export async function lastPostedAt(
  queries: Queries,
  { team, channel }: Pick<Address, 'team' | 'channel'>,
): Promise<Date | undefined> {
  const last = await queries
    .selectFrom('outbox')
    .select(({ fn }) => fn.max('posted_at').as('posted_at'))
    .where('team', '=', team)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return last?.posted_at ?? undefined;
}

/**
 * While a call is out, a lost process cannot know whether it took effect: the next one looks. What
 * it then finds shows its subject as it was at the call, and may have to be updated.
 */
export async function setCalling(
  transaction: Transaction,
  { id, wanted_version }: OutboxMessage,
  isCalling: boolean,
): Promise<void> {
  await transaction
    .updateTable('outbox')
    .set({ is_calling: isCalling, shown_version: wanted_version })
    .where('id', '=', id)
    .execute();
}

/** Stores that a message is posted, and forgets its words; says which versions it had then. */
export async function notePosted(
  transaction: Transaction,
  id: number,
  { ts, at, isWithheld = false }: { ts: string; at: Date; isWithheld?: boolean },
): Promise<{ wanted_version: number; shown_version: number }> {
  return transaction
    .updateTable('outbox')
    .set({ ts, words: null, is_calling: false, posted_at: at, is_withheld: isWithheld })
    .where('id', '=', id)
    .returning(['wanted_version', 'shown_version'])
    .executeTakeFirstOrThrow();
}

/** Stores what was uploaded for a file, before it is posted; null where Slack has lost it. */
export async function noteUpload(
  transaction: Transaction,
  id: number,
  uploadedFile: string | null,
): Promise<void> {
  await transaction
    .updateTable('outbox')
    .set({ uploaded_file: uploadedFile })
    .where('id', '=', id)
    .execute();
}

/** Stores why a file is not carried; that is then posted in its place. */
export async function noteNotCarried(
  transaction: Transaction,
  id: number,
  words: NotCarried,
): Promise<void> {
  await transaction
    .updateTable('outbox')
    .set({ words: JSON.stringify(words), uploaded_file: null })
    .where('id', '=', id)
    .execute();
}

/** Stores that Slack has the version of a message that was wanted when it was loaded. */
export async function noteShown(
  transaction: Transaction,
  { id, wanted_version }: OutboxMessage,
): Promise<void> {
  await transaction
    .updateTable('outbox')
    .set({ shown_version: wanted_version })
    .where('id', '=', id)
    .where('shown_version', '<', wanted_version)
    .execute();
}

/** Stores whether what Slack has of a message leaves out what only agents may read. */
export async function noteWithheld(
  transaction: Transaction,
  { id }: Pick<OutboxMessage, 'id'>,
  isWithheld: boolean,
): Promise<void> {
  await transaction
    .updateTable('outbox')
    .set({ is_withheld: isWithheld })
    .where('id', '=', id)
    .execute();
}

/**
 * Stores why a message is never to be posted, and says whether it did: where another version was asked
 * for during the call, that one is still to be tried.
 */
export async function noteRefusal(
  transaction: Transaction,
  { id, wanted_version }: Pick<OutboxMessage, 'id' | 'wanted_version'>,
  refusal: string,
): Promise<boolean> {
  const noted = await transaction
    .updateTable('outbox')
    .set(({ eb }) => ({
      refusal: eb.case().when('wanted_version', '=', wanted_version).then(refusal).else(null).end(),
      is_calling: false,
    }))
    .where('id', '=', id)
    .returning('refusal')
    .executeTakeFirstOrThrow();
  return noted.refusal !== null;
}

/** Lets a message be posted again that Slack has refused. */
export async function forgetRefusal(transaction: Transaction, id: number): Promise<void> {
  await transaction
    .updateTable('outbox')
    .set({ refusal: null, is_calling: false })
    .where('id', '=', id)
    .execute();
}

/** The messages that wait for this one to be posted, since they belong in its thread. */
export async function waitingUnder(
  queries: Queries,
  parent: number,
): Promise<{ id: number; kind: string; team: string; channel: string }[]> {
  return queries
    .selectFrom('outbox')
    .select(['id', 'kind', 'team', 'channel'])
    .where('parent', '=', parent)
    .where('ts', 'is', null)
    .orderBy('id')
    .execute();
}

/** Finds a message by its content, unless Slack refused it there. */
export async function findMessage(
  queries: Queries,
  { channel, ...content }: Pick<Content, 'kind' | 'about'> & { channel: string },
): Promise<{ id: number; thread: string | null; ts: string | null } | undefined> {
  return sameContent(queries, content)
    .select(['id', 'thread', 'ts'])
    .where('channel', '=', channel)
    .where('refusal', 'is', null)
    .executeTakeFirst();
}

/** Where some tickets' messages of a kind are posted; one may be in several channels. */
export async function postsAboutTickets(
  queries: Queries,
  kind: 'ticket-card' | 'ticket-status',
  ticketIds: readonly string[],
): Promise<{ ticketId: string; channel: string; thread: string | null; ts: string }[]> {
  if (ticketIds.length === 0) return [];
  const rows = await queries
    .selectFrom('outbox')
    .select(['subject', 'channel', 'thread', 'ts'])
    .where('kind', '=', kind)
    .where('subject', 'in', ticketIds)
    .where('ts', 'is not', null)
    .where('refusal', 'is', null)
    .execute();
  return rows.flatMap(({ subject, ts, ...place }) =>
    ts === null ? [] : [{ ticketId: subject, ts, ...place }],
  );
}

/** Whether a message is to be posted, or was, in whatever channel. */
export async function isInOutbox(
  queries: Queries,
  content: Pick<Content, 'kind' | 'about'>,
): Promise<boolean> {
  return (await sameContent(queries, content).select('id').executeTakeFirst()) !== undefined;
}

/** The `ts` of the bot's latest posts in a channel itself. */
export async function latestPosts(
  queries: Queries,
  { team, channel, most }: Pick<Address, 'team' | 'channel'> & { most: number },
): Promise<string[]> {
  const rows = await queries
    .selectFrom('outbox')
    .select('ts')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('thread', 'is', null)
    .where('parent', 'is', null)
    .where('ts', 'is not', null)
    .orderBy('posted_at', 'desc')
    .limit(most)
    .execute();
  return rows.flatMap(({ ts }) => ts ?? []);
}

/**
 * Lets the messages of a channel go on under the id that it has now; one that is there already stays.
 * What Slack refused to post under the old id, since that was gone, is left to whoever finds another way.
 */
export async function movePosts(
  transaction: Transaction,
  { team, from, to }: { team: string; from: string; to: string },
): Promise<void> {
  await transaction
    .updateTable('outbox')
    .set({ channel: to })
    .where('team', '=', team)
    .where('channel', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as there')
            .select('there.id')
            .whereRef('there.kind', '=', 'outbox.kind')
            .whereRef('there.subject', '=', 'outbox.subject')
            .where('there.channel', '=', to),
        ),
      ),
    )
    .execute();
}

/** Whether a post in a channel itself is being made whose `ts` is not known yet. */
export async function isPosting(
  queries: Queries,
  { team, channel }: Pick<Address, 'team' | 'channel'>,
): Promise<boolean> {
  const post = await queries
    .selectFrom('outbox')
    .select('id')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('thread', 'is', null)
    .where('is_calling', '=', true)
    .executeTakeFirst();
  return post !== undefined;
}

/** The bot's own posts in the threads of a channel, as a part of a larger query. */
export function postsInThreads(
  queries: Queries,
  { team, channel }: Pick<Address, 'team' | 'channel'>,
): SelectQueryBuilder<Tables, 'outbox', { root: string | null; ts: string | null }> {
  return queries
    .selectFrom('outbox')
    .select(['thread as root', 'ts'])
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('thread', 'is not', null)
    .where('ts', 'is not', null);
}

/**
 * How many messages are to be posted. What belongs under a message that Slack refused waits for
 * nothing: it was posted elsewhere. An index holds just these rows, so counting stays cheap.
 */
export async function countUnposted(queries: Queries): Promise<number> {
  const { count } = await queries
    .selectFrom('outbox')
    .leftJoin('outbox as above', 'above.id', 'outbox.parent')
    .leftJoin('outbox as top', 'top.id', 'above.parent')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('outbox.ts', 'is', null)
    .where('outbox.refusal', 'is', null)
    .where('above.refusal', 'is', null)
    .where('top.refusal', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function sameContent(queries: Queries, { kind, about }: Pick<Content, 'kind' | 'about'>) {
  return queries
    .selectFrom('outbox')
    .where('kind', '=', kind)
    .where('subject', '=', subjectOf(about));
}

function rowOf(draft: Draft, { key, at }: Written) {
  const { team, kind, about, words, channel, thread, parent } = draft;
  return {
    key,
    team,
    kind,
    subject: subjectOf(about),
    about: JSON.stringify(about),
    words: words ? JSON.stringify(words) : null,
    channel,
    thread: thread ?? null,
    parent: parent ?? null,
    created_at: at,
  };
}
