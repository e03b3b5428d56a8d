import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';
import { TypedReply } from './typed-reply.ts';

declare module '../database/tables.ts' {
  interface Tables {
    typed_replies: TableOf<typeof TypedReply>;
  }
}

/** Adds a typed reply; false where that message was taken in before. */
export async function insertTypedReply(
  transaction: Transaction,
  { body, remarks, ...reply }: TypedReply,
): Promise<boolean> {
  const inserted = await transaction
    .insertInto('typed_replies')
    .values({ ...reply, body: JSON.stringify(body), remarks: JSON.stringify(remarks) })
    .onConflict((conflict) => conflict.columns(['team', 'author', 'ts']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function findTypedReply(
  queries: Queries,
  id: string,
): Promise<TypedReply | undefined> {
  const row = await queries
    .selectFrom('typed_replies')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && TypedReply.parse(row);
}

/** The one that was typed in a message and is neither sent nor given up. */
export async function findPendingAt(
  queries: Queries,
  { ts }: Pick<TypedReply, 'ts'>,
): Promise<TypedReply | undefined> {
  const row = await queries
    .selectFrom('typed_replies')
    .selectAll()
    .where('ts', '=', ts)
    .where('status', 'in', ['waiting', 'asked'])
    .executeTakeFirst();
  return row && TypedReply.parse(row);
}

/** When what an agent typed was written, of that which was sent. */
export async function sentTypedAt(
  queries: Queries,
  { team, author }: Pick<TypedReply, 'team' | 'author'>,
  written: string[],
): Promise<string[]> {
  if (written.length === 0) return [];
  const rows = await queries
    .selectFrom('typed_replies')
    .select('ts')
    .where('team', '=', team)
    .where('author', '=', author)
    .where('ts', 'in', written)
    .where('status', '=', 'sent')
    .execute();
  return rows.map(({ ts }) => ts);
}

/** Loads a typed reply and keeps others from changing it until the transaction ends. */
export async function lockTypedReply(transaction: Transaction, id: string): Promise<TypedReply> {
  const row = await transaction
    .selectFrom('typed_replies')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return TypedReply.parse(row);
}

/** What was typed for the same customer before and is neither sent nor given up, latest first. */
export async function pendingBefore(
  queries: Queries,
  { ticket_id, ts }: Pick<TypedReply, 'ticket_id' | 'ts'>,
): Promise<TypedReply[]> {
  const rows = await queries
    .selectFrom('typed_replies')
    .selectAll()
    .where('ticket_id', '=', ticket_id)
    .where('ts', '<', ts)
    .where('status', 'in', ['waiting', 'asked'])
    .orderBy('ts', 'desc')
    .execute();
  return rows.map((row) => TypedReply.parse(row));
}

/** Lets a typed reply go on with another ticket, as that which it was typed for does. */
export async function giveTypedReply(
  transaction: Transaction,
  { id, ticket_id }: Pick<TypedReply, 'id' | 'ticket_id'>,
): Promise<void> {
  await transaction.updateTable('typed_replies').set({ ticket_id }).where('id', '=', id).execute();
}

/** Stores that its author is asked, and what they can know from then on. */
export async function noteAsked(
  transaction: Transaction,
  {
    id,
    remarks,
    destination,
    seen_ts,
    seen_at,
  }: Pick<TypedReply, 'id' | 'remarks' | 'destination' | 'seen_ts' | 'seen_at'>,
): Promise<void> {
  const seen = { destination, seen_ts, seen_at, remarks: JSON.stringify(remarks) };
  await transaction
    .updateTable('typed_replies')
    .set({ status: 'asked', ...seen })
    .where('id', '=', id)
    .execute();
}

/** Stores what became of it, and forgets its words. */
export async function noteOver(
  transaction: Transaction,
  {
    id,
    status,
    remarks = [],
  }: {
    id: string;
    status: 'sent' | 'refused' | 'taken-back';
    remarks?: TypedReply['remarks'];
  },
): Promise<void> {
  await transaction
    .updateTable('typed_replies')
    .set({ status, body: '[]', text: '', remarks: JSON.stringify(remarks) })
    .where('id', '=', id)
    .execute();
}
