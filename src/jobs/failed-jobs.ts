import { fromKysely, type JobWithMetadata, type PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Database } from '../database/open-database.ts';
import type { Enqueue } from './enqueue.ts';
import { type FailedJob, keepFailedJob, takeFailedJobs } from './failed-job-store.ts';
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

type Sources = { boss: PgBoss; database: Database; enqueue: Enqueue; now: () => Date };

/**
 * Keeps a failed job until somebody runs it again. The original is deleted, since it would hold
 * back every later job of its key.
 */
export async function keepDeadJob(
  { boss, database, enqueue, now }: Sources,
  { id, sourceName: kind, sourceId, data: payload, singletonKey: key }: JobWithMetadata<object>,
): Promise<void> {
  if (!kind || !sourceId) return;
  await keepAndReport({ database, enqueue, now }, { id, kind, key, payload });
  await boss.deleteJob(kind, sourceId);
}

/** Keeps a job that can never run, and reports it to the owner. */
export async function keepAndReport(
  { database, enqueue, now }: Omit<Sources, 'boss'>,
  { id, kind, key, payload }: Omit<FailedJob, 'failed_at' | 'payload'> & { payload: object },
): Promise<void> {
  await database.transaction(async (transaction) => {
    const isNew = await keepFailedJob(transaction, { id, kind, key, payload, at: now() });
    if (isNew && kind !== ReportFailedJob.name) {
      await enqueue(transaction, { kind: ReportFailedJob, payload: { id, kind } });
    }
  });
}

/** Enqueues every failed job again, in their order, and returns how many there were. */
export async function rerunFailedJobs({
  boss,
  database,
  nextId,
}: Pick<Sources, 'boss' | 'database'> & {
  /** Each id is greater than the one before: jobs of one transaction run in the order of their ids. */
  nextId: () => string;
}): Promise<number> {
  return database.transaction(async (transaction) => {
    const failed = await takeFailedJobs(transaction);
    for (const { kind, key, payload } of failed) {
      await boss.send(kind, payload, {
        id: nextId(),
        db: fromKysely(transaction),
        ...(key && { singletonKey: key }),
      });
    }
    return failed.length;
  });
}
