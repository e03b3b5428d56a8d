import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';
import { ProblemUpdate } from './problem-update.ts';

declare module '../database/tables.ts' {
  interface Tables {
    problem_updates: TableOf<typeof ProblemUpdate>;
  }
}

export async function insertUpdate(
  transaction: Transaction,
  { body, recipients, ...update }: Omit<ProblemUpdate, 'handled'>,
): Promise<void> {
  await transaction
    .insertInto('problem_updates')
    .values({ ...update, body: JSON.stringify(body), recipients: JSON.stringify(recipients) })
    .execute();
}

/** Loads an update and keeps others from going on with it until the transaction ends. */
export async function lockUpdate(transaction: Transaction, id: string): Promise<ProblemUpdate> {
  const row = await transaction
    .selectFrom('problem_updates')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return ProblemUpdate.parse(row);
}

/** Stores that the next of its tickets is done with. */
export async function noteHandled(
  transaction: Transaction,
  { id, handled }: Pick<ProblemUpdate, 'id' | 'handled'>,
): Promise<void> {
  await transaction.updateTable('problem_updates').set({ handled }).where('id', '=', id).execute();
}

export async function hasUpdate(queries: Queries, id: string): Promise<boolean> {
  const row = await queries
    .selectFrom('problem_updates')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** What was sent last about a problem, whose ticket may go on in others. */
export async function lastUpdateOf(
  queries: Queries,
  ticketIds: string[],
): Promise<ProblemUpdate | undefined> {
  const row = await queries
    .selectFrom('problem_updates')
    .selectAll()
    .where('ticket_id', 'in', ticketIds)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && ProblemUpdate.parse(row);
}
