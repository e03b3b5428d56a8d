import type { WebClient } from '@slack/web-api';
import pRetry from 'p-retry';
import { z } from 'zod';
import type { Database } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import { CatchUp, type Stretch } from './catch-up.ts';
import { directChannels } from './direct-channel.ts';
import { lastStored, liveThreads } from './heard-so-far.ts';
import { slackFailure } from './slack-failure.ts';

/** What it takes to find out where something was missed. */
export type CatchUpPlan = {
  client: WebClient;
  database: Database;
  enqueue: Enqueue;
  team: string;
  intakeChannels: string[];
  quietAfterMs: number;
  now: () => Date;
};

/** A gap in what the running process heard: it is looked through once Slack says where. */
export const CatchUpSince: JobKind<{ since: string }> = {
  name: 'catch-up-since',
  payload: z.object({ since: z.string() }),
  workers: 1,
  retryLimit: 3_000,
};

/**
 * Plans to catch up with what was said while no process was there: before any delivery is taken
 * in, since from then on the last stored message no longer tells where the gap began. It waits for
 * Slack as long as that is out of reach.
 */
export async function planCatchUpAtStart(
  plan: CatchUpPlan,
  { signal, onWait }: { signal: AbortSignal; onWait: (error: Error) => void },
): Promise<void> {
  const { database, team, intakeChannels } = plan;
  const beginning = toTs(await firstStart(plan));
  const whole = async (channel: string): Promise<Stretch> => {
    const last = await lastStored(database.queries, { team, channel });
    return { team, channel, root: null, since: last ? overlap(last, beginning) : beginning };
  };
  const threads = await liveThreads(database.queries, plan);
  const stretches = [
    ...(await Promise.all(intakeChannels.map(whole))),
    ...threads.map(({ lastMessageAt, ...thread }) => ({
      ...thread,
      since: overlap(toTs(lastMessageAt), beginning),
    })),
  ];
  await enqueueAll(plan, stretches);
  const direct = await pRetry(() => directChannels(plan.client), {
    ...{ retries: Number.POSITIVE_INFINITY, maxTimeout: 30_000, signal },
    shouldRetry: ({ error }) => slackFailure(error).kind !== 'refused',
    onFailedAttempt: ({ error }) => onWait(error),
  });
  await enqueueAll(plan, await Promise.all(direct.map(whole)));
}

/** Plans to catch up with what a running process may have missed since a moment. */
export async function planCatchUpSince(
  { database, enqueue }: Pick<CatchUpPlan, 'database' | 'enqueue'>,
  lostAt: Date,
): Promise<void> {
  const payload = { since: toTs(lostAt) };
  await database.transaction((transaction) =>
    enqueue(transaction, { kind: CatchUpSince, payload }),
  );
}

/** Creates the worker that finds out where there may be something to catch up with. */
export function createCatchUpSince(plan: CatchUpPlan) {
  return async ({ since: lostAt }: { since: string }): Promise<void> => {
    const { database, team, intakeChannels } = plan;
    const since = overlap(lostAt, toTs(await firstStart(plan)));
    const threads = await liveThreads(database.queries, plan);
    const channels = new Set([
      ...intakeChannels,
      ...threads.map(({ channel }) => channel),
      ...(await directChannels(plan.client)),
    ]);
    await enqueueAll(plan, [
      ...[...channels].map((channel) => ({ team, channel, root: null, since })),
      ...threads.map(({ channel, root }) => ({ team, channel, root, since })),
    ]);
  };
}

/** Clocks differ, and Slack may deliver out of order: what is read twice is stored once. */
const OVERLAP_SECONDS = 120;

/** What was said before the bot was first started here is not its business. */
function overlap(ts: string, beginning: string): string {
  return Math.max(Number(ts) - OVERLAP_SECONDS, Number(beginning)).toFixed(6);
}

function toTs(at: Date): string {
  return (at.getTime() / 1000).toFixed(6);
}

async function firstStart({ database, team, now }: CatchUpPlan): Promise<Date> {
  return database.transaction(async (transaction) => {
    await transaction
      .insertInto('workspaces')
      .values({ team, first_started_at: now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const row = await transaction
      .selectFrom('workspaces')
      .select('first_started_at')
      .where('team', '=', team)
      .executeTakeFirstOrThrow();
    return row.first_started_at;
  });
}

async function enqueueAll({ database, enqueue }: CatchUpPlan, stretches: Stretch[]): Promise<void> {
  await database.transaction(async (transaction) => {
    for (const payload of stretches) await enqueue(transaction, { kind: CatchUp, payload });
  });
}
