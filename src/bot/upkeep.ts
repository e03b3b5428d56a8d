import { sql } from 'kysely';
import type { Clock } from 'pg-boss';
import { forgetInteractions } from '../database/interaction-store.ts';
import type { Database } from '../database/open-database.ts';
import type { CatchUpRoom } from '../slack/catch-up/catch-up.ts';
import type { MissedDeliveries } from '../slack/receiving/missed-deliveries.ts';
import type { Agents } from '../slack/workspace/agents.ts';
import type { WorkspaceFollower } from '../slack/workspace/follow-workspace.ts';
import { forgetTellings } from '../waiting/due-telling-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Starts what is done every few minutes, and returns what ends it. */
export function startUpkeep({
  database,
  agents,
  follower,
  missed,
  catchUp,
  betweenCatchUpsMs,
  looks,
  clock,
  onFailure,
}: {
  database: Database;
  agents: Pick<Agents, 'refresh' | 'makeUp'>;
  follower: Pick<WorkspaceFollower, 'readChannels' | 'readMoved'>;
  missed: Pick<MissedDeliveries, 'makeUp'>;
  catchUp: Pick<CatchUpRoom, 'planRegularly'>;
  betweenCatchUpsMs: number;
  /** Looks for what has become due, each once a minute. */
  looks: readonly (() => Promise<unknown>)[];
  clock: Clock;
  onFailure: (error: unknown) => void;
}): () => void {
  const every = (minutes: number, work: () => Promise<unknown>) =>
    // Whoever moves the clock by hand can wait for the work.
    clock.setInterval(() => work().catch(onFailure), minutes * MINUTE_MS);
  const timers = [
    every(1, missed.makeUp),
    every(1, agents.makeUp),
    every(1, follower.readMoved),
    ...looks.map((look) => every(1, look)),
    every(5, () => agents.refresh()),
    every(5, follower.readChannels),
    // Twice as far back as the last one, which may not have come to an end.
    every(betweenCatchUpsMs / MINUTE_MS, () => catchUp.planRegularly(2 * betweenCatchUpsMs)),
    every(10, () => vacuum(database)),
    every(60, () =>
      database.transaction(async (transaction) => {
        await forgetInteractions(transaction, new Date(clock.now() - DAY_MS));
        await forgetTellings(transaction, new Date(clock.now() - 30 * DAY_MS));
      }),
    ),
  ];
  return () => {
    for (const timer of timers) clock.clearInterval(timer);
  };
}

/** The embedded database has no autovacuum, and becomes slow without. */
async function vacuum({ home, queries }: Database): Promise<void> {
  if (home.kind === 'embedded') await sql`vacuum analyze`.execute(queries);
}
