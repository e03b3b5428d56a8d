import { fromKysely, type JobWithMetadata, type PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Enqueue } from './enqueue.ts';
import type { JobKind } from './job-kind.ts';

/** The queue into which pg-boss puts a copy of each job that has failed for good. */
export const FAILED_JOBS = 'failed-job';

/** Makes a job that has failed for good visible to the owner. */
export const ReportFailedJob: JobKind<{ id: string; kind: string }> = {
  name: 'report-failed-job',
  payload: z.object({ id: z.string(), kind: z.string() }),
  workers: 1,
  retryLimit: 1_000,
};

/**
 * Creates the worker that keeps a failed job until somebody runs it again. The original is deleted,
 * since it would hold back every later job of its key for ever.
 */
export function createKeepFailedJob({
  boss,
  database,
  enqueue,
  now,
}: {
  boss: PgBoss;
  database: Database;
  enqueue: Enqueue;
  now: () => Date;
}) {
  return async ([job]: JobWithMetadata<object>[]): Promise<void> => {
    if (!job?.sourceName || !job.sourceId) return;
    const { id, sourceName: kind, sourceId, data, singletonKey } = job;
    await database.transaction(async (transaction) => {
      const isNew = await keepFailedJob(transaction, {
        ...{ id, kind, key: singletonKey, payload: data, at: now() },
      });
      if (isNew && kind !== ReportFailedJob.name) {
        await enqueue(transaction, { kind: ReportFailedJob, payload: { id, kind } });
      }
    });
    await boss.deleteJob(kind, sourceId);
  };
}

type FailedJob = { id: string; kind: string; key: string | null; payload: object; at: Date };

/** Keeps a job until somebody runs it again; false when it is kept already. */
export async function keepFailedJob(
  transaction: Transaction,
  { id, kind, key, payload, at }: FailedJob,
): Promise<boolean> {
  const kept = await transaction
    .insertInto('failed_jobs')
    .values({ id, kind, key, payload: JSON.stringify(payload), failed_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return kept.numInsertedOrUpdatedRows === 1n;
}

/** Enqueues every failed job anew, and says how many there were. */
export async function rerunFailedJobs({
  boss,
  database,
}: {
  boss: PgBoss;
  database: Database;
}): Promise<number> {
  return database.transaction(async (transaction) => {
    const failed = await transaction.deleteFrom('failed_jobs').returningAll().execute();
    const db = fromKysely(transaction);
    const inOrder = failed.sort((one, other) => Number(one.failed_at) - Number(other.failed_at));
    for (const { kind, key, payload } of inOrder) {
      await boss.send(kind, Payload.parse(payload), { db, ...(key && { singletonKey: key }) });
    }
    return failed.length;
  });
}

const Payload = z.record(z.string(), z.unknown());
