import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, Queries } from '../database/open-database.ts';

/*
 * pg-boss promises nothing about its own tables. This file alone touches them, and a test fails when
 * a new version of pg-boss has another schema than the one that was read here.
 */

/** The version of pg-boss's schema that the statements below were written for. */
export const PG_BOSS_SCHEMA_VERSION = 46;

/**
 * Puts jobs back that a killed process left running. Only the embedded database does so at start:
 * it belongs to one process, so nobody can be at work. On PostgreSQL a missing heartbeat shows it.
 */
export async function resumeInterruptedJobs({ home, queries }: Database): Promise<void> {
  if (home.kind !== 'embedded') return;
  await sql`update pgboss.job set state = 'retry', start_after = now() where state = 'active'`.execute(
    queries,
  );
}

/** When a job that is about to fail runs again: after its queue's growing pause, or after one of its own. */
export type NextTry = { retryDelaySeconds: number; growing: boolean };

/** Decides the next try of a running job alone, where the queue's options decide it for all. */
export async function setNextTry(
  { queries }: Database,
  id: string,
  { retryDelaySeconds, growing }: NextTry,
): Promise<void> {
  await sql`
    update pgboss.job set retry_delay = ${retryDelaySeconds}, retry_backoff = ${growing}
    where id = ${id} and state = 'active'
      and (retry_delay, retry_backoff) is distinct from (${retryDelaySeconds}::int, ${growing}::bool)
  `.execute(queries);
}

/** The queues that have a job whose time has come, by an index that holds only what waits. */
export async function queuesWithDueJobs(queries: Queries): Promise<string[]> {
  const { rows } = await sql`
    select distinct name from pgboss.job
    where state < 'active' and not blocked and start_after <= now()
  `.execute(queries);
  return z
    .array(Named)
    .parse(rows)
    .map(({ name }) => name);
}

const Named = z.object({ name: z.string() });

/** How many jobs are not done. */
export async function countUnfinishedJobs(queries: Queries): Promise<number> {
  const { rows } = await sql`
    select count(*) as jobs from pgboss.job where state in ('created', 'retry', 'active')
  `.execute(queries);
  return Counted.parse(rows[0]).jobs;
}

/** Whether a job of a queue is not done; of one with keys, whether one is whose key begins so. */
export async function hasUnfinishedJob(
  queries: Queries,
  { name, keyBegins = '' }: { name: string; keyBegins?: string },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pgboss.job
    where name = ${name} and state in ('created', 'retry', 'active')
      and starts_with(coalesce(singleton_key, ''), ${keyBegins})
    limit 1
  `.execute(queries);
  return rows.length > 0;
}

const Counted = z.object({ jobs: z.number() });
