import { sql } from 'kysely';
import type { Clock } from 'pg-boss';
import type { Database } from './database/open-database.ts';
import type { AgentRoster } from './slack/agent-roster.ts';
import type { MissedDeliveries } from './slack/missed-deliveries.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Starts what is done every few minutes, and returns what ends it. */
export function startTimers({
  database,
  roster,
  missed,
  clock,
  onFailure,
}: {
  database: Database;
  roster: AgentRoster;
  missed: MissedDeliveries;
  clock: Clock;
  onFailure: (error: unknown) => void;
}): () => void {
  const every = (minutes: number, work: () => Promise<unknown>) =>
    clock.setInterval(() => void work().catch(onFailure), minutes * MINUTE_MS);
  const timers = [
    every(1, missed.makeUp),
    every(5, roster.refresh),
    every(10, () => vacuum(database)),
    every(60, () => forgetInteractions(database, new Date(clock.now() - DAY_MS))),
  ];
  return () => {
    for (const timer of timers) clock.clearInterval(timer);
  };
}

/** The embedded database has no autovacuum, and slows without. */
async function vacuum({ home, queries }: Database): Promise<void> {
  if (home.kind === 'embedded') await sql`vacuum analyze`.execute(queries);
}

/** Slack repeats itself within minutes, not days. */
async function forgetInteractions({ queries }: Database, before: Date): Promise<void> {
  await queries.deleteFrom('interactions').where('received_at', '<', before).execute();
}
