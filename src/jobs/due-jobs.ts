import type { Clock, PgBoss } from 'pg-boss';
import type { Database } from '../database/open-database.ts';
import { queuesWithDueJobs } from './pg-boss-tables.ts';

/** The ids that pg-boss gave to the workers of each queue. */
export type WorkersOfQueues = Map<string, string[]>;

/**
 * Wakes the workers of jobs whose time has come, retries and timers, of which pg-boss notifies
 * nobody. One query does for all workers, where each would poll by itself.
 *
 * @returns What ends it.
 */
export function wakeForDueJobs({
  boss,
  database,
  workers,
  clock,
  everyMs,
  onError,
}: {
  boss: PgBoss;
  database: Database;
  workers: WorkersOfQueues;
  clock: Clock;
  everyMs: number;
  onError: (error: unknown) => void;
}): () => void {
  const wake = async () => {
    for (const queue of await queuesWithDueJobs(database.queries)) {
      for (const id of workers.get(queue) ?? []) boss.notifyWorker(id);
    }
  };
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    await wake().catch(onError);
    isLooking = false;
  };
  const timer = clock.setInterval(() => void look(), everyMs);
  return () => clock.clearInterval(timer);
}
