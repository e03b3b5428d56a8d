import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';
import { Reply } from './reply.ts';

declare module '../database/tables.ts' {
  interface Tables {
    replies: TableOf<typeof Reply>;
  }
}

export async function loadReply(queries: Queries, id: string): Promise<Reply> {
  const row = await queries
    .selectFrom('replies')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return Reply.parse(row);
}

/** Loads a reply and keeps others from changing it until the transaction ends. */
export async function lockReply(transaction: Transaction, id: string): Promise<Reply> {
  const row = await transaction
    .selectFrom('replies')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return Reply.parse(row);
}

/** The replies of a ticket that were not taken back, earliest first. */
export async function repliesOf(queries: Queries, ticketId: string): Promise<Reply[]> {
  const rows = await queries
    .selectFrom('replies')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .where('taken_back_at', 'is', null)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => Reply.parse(row));
}

/** When a ticket was answered last. */
export async function lastReplyAt(queries: Queries, ticketId: string): Promise<Date | undefined> {
  const last = await queries
    .selectFrom('replies')
    .select(({ fn }) => fn.max('created_at').as('at'))
    .where('ticket_id', '=', ticketId)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst();
  return last?.at ?? undefined;
}

export async function insertReply(
  transaction: Transaction,
  { body, files, ...reply }: Omit<Reply, 'edited_at' | 'taken_back_at'>,
): Promise<void> {
  await transaction
    .insertInto('replies')
    .values({ ...reply, body: JSON.stringify(body), files: JSON.stringify(files) })
    .execute();
}

/** Replaces what a reply says; false where it was taken back. */
export async function changeReplyBody(
  transaction: Transaction,
  { id, body, text, at }: Pick<Reply, 'id' | 'body' | 'text'> & { at: Date },
): Promise<boolean> {
  const changed = await transaction
    .updateTable('replies')
    .set({ body: JSON.stringify(body), text, edited_at: at })
    .where('id', '=', id)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Stores that a reply is taken back; false where it was before. */
export async function noteTakenBack(
  transaction: Transaction,
  { id, at }: { id: string; at: Date },
): Promise<boolean> {
  const taken = await transaction
    .updateTable('replies')
    .set({ taken_back_at: at })
    .where('id', '=', id)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}

export async function hasReply(queries: Queries, id: string): Promise<boolean> {
  const row = await queries
    .selectFrom('replies')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
