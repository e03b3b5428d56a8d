import type { Queries, Transaction } from '../database/open-database.ts';
import { Ticket } from './ticket.ts';

export async function loadTicket(queries: Queries, id: string): Promise<Ticket> {
  const row = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return Ticket.parse(row);
}

/** Loads a ticket and keeps others from changing it until the transaction ends. */
export async function lockTicket(transaction: Transaction, id: string): Promise<Ticket> {
  const row = await transaction
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return Ticket.parse(row);
}

/** The ticket that a conversation has until it is resolved. */
export async function unresolvedTicket(
  queries: Queries,
  conversationId: string,
): Promise<Ticket | undefined> {
  const row = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('status', '!=', 'resolved')
    .executeTakeFirst();
  return row && Ticket.parse(row);
}

/** Keeps what triage has found out, so that a restart does not ask again. */
export async function saveTriage(queries: Queries, id: string, triage: object): Promise<void> {
  await queries
    .updateTable('tickets')
    .set({ triage: JSON.stringify(triage) })
    .where('id', '=', id)
    .execute();
}

/** Notes where a ticket goes, until it is resolved. */
export async function noteRouted(
  transaction: Transaction,
  { id, destination, at }: { id: string; destination: string; at: Date },
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set({ status: 'routed', destination, routed_at: at })
    .where('id', '=', id)
    .where('status', '!=', 'resolved')
    .execute();
}

/** Ends the transcript of a ticket at what is stored now; what comes later is a follow-up. */
export async function closeTranscript(
  transaction: Transaction,
  { id, conversation_id }: Ticket,
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set({ transcript_until: await lastTs(transaction, conversation_id) })
    .where('id', '=', id)
    .execute();
}

/** Slack's own time of the last message, so that no clock's error cuts it off. */
export async function lastTs(transaction: Transaction, conversationId: string): Promise<string> {
  const last = await transaction
    .selectFrom('messages')
    .select(({ fn }) => fn.max('ts').as('ts'))
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return last?.ts ?? '';
}
