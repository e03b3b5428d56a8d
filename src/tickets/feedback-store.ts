import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';
import { Feedback } from './feedback.ts';

declare module '../database/tables.ts' {
  interface Tables {
    feedback: TableOf<typeof Feedback>;
  }
}

/** Which end of which ticket. */
export type End = Pick<Feedback, 'ticket_id' | 'resolved_at'>;

/** Stores how it went; what was said before about the same end keeps its words. */
export async function storeRating(
  transaction: Transaction,
  feedback: Omit<Feedback, 'words'>,
): Promise<void> {
  const { rating, given_at } = feedback;
  await transaction
    .insertInto('feedback')
    .values({ ...feedback, words: null })
    .onConflict((conflict) =>
      conflict.columns(['ticket_id', 'resolved_at']).doUpdateSet({ rating, given_at }),
    )
    .execute();
}

/** Stores the words beside a rating; null for none. */
export async function storeFeedbackWords(
  transaction: Transaction,
  { ticket_id, resolved_at }: End,
  words: string | null,
): Promise<void> {
  await transaction
    .updateTable('feedback')
    .set({ words })
    .where('ticket_id', '=', ticket_id)
    .where('resolved_at', '=', resolved_at)
    .execute();
}

/** What a customer said about one end of a ticket. */
export async function findFeedback(
  queries: Queries,
  { ticket_id, resolved_at }: End,
): Promise<Feedback | undefined> {
  const row = await queries
    .selectFrom('feedback')
    .selectAll()
    .where('ticket_id', '=', ticket_id)
    .where('resolved_at', '=', resolved_at)
    .executeTakeFirst();
  return row && Feedback.parse(row);
}

/** What a customer said about a ticket last. */
export async function latestFeedback(
  queries: Queries,
  ticketId: string,
): Promise<Feedback | undefined> {
  const row = await queries
    .selectFrom('feedback')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('resolved_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && Feedback.parse(row);
}
