import { z } from 'zod';
import type { Queries, Transaction } from '../database/open-database.ts';
import { json, type TableOf } from '../database/tables.ts';

/** A job that has failed for good and waits until somebody runs it again. */
export const FailedJob = z.object({
  id: z.string(),
  /** The name of its queue. */
  kind: z.string(),
  /** Jobs of one key run in the order of their creation. */
  key: z.string().nullable(),
  payload: json(z.record(z.string(), z.unknown())),
  failed_at: z.date(),
});
export type FailedJob = z.infer<typeof FailedJob>;

declare module '../database/tables.ts' {
  interface Tables {
    failed_jobs: TableOf<typeof FailedJob>;
  }
}

/** Keeps a job; false when it is kept already. */
export async function keepFailedJob(
  transaction: Transaction,
  {
    id,
    kind,
    key,
    payload,
    at,
  }: Omit<FailedJob, 'failed_at' | 'payload'> & {
    payload: object;
    at: Date;
  },
): Promise<boolean> {
  const kept = await transaction
    .insertInto('failed_jobs')
    .values({ id, kind, key, payload: JSON.stringify(payload), failed_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return kept.numInsertedOrUpdatedRows === 1n;
}

/** Takes every kept job, the one that failed first first. */
export async function takeFailedJobs(transaction: Transaction): Promise<FailedJob[]> {
  const rows = await transaction.deleteFrom('failed_jobs').returningAll().execute();
  return rows
    .map((row) => FailedJob.parse(row))
    .toSorted((one, other) => Number(one.failed_at) - Number(other.failed_at));
}

/** What a kept job is about; undefined when it is kept no more. */
export async function findFailedJob(queries: Queries, id: string): Promise<FailedJob | undefined> {
  const row = await queries
    .selectFrom('failed_jobs')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && FailedJob.parse(row);
}

export async function countFailedJobs(queries: Queries): Promise<number> {
  const { count } = await queries
    .selectFrom('failed_jobs')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
