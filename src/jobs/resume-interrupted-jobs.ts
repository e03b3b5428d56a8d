import { sql } from 'kysely';
import type { Database } from '../database/open-database.ts';

/**
 * Puts jobs back that a killed process left running. Only the embedded database does so at start:
 * it belongs to one process, so nobody can be at work. On PostgreSQL the missing heartbeat tells.
 */
export async function resumeInterruptedJobs({ home, queries }: Database): Promise<void> {
  if (home.kind !== 'embedded') return;
  await sql`update pgboss.job set state = 'retry', start_after = now() where state = 'active'`.execute(
    queries,
  );
}
