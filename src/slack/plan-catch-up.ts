import type { WebClient } from '@slack/web-api';
import pRetry from 'p-retry';
import { z } from 'zod';
import type { Database } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import { CatchUp, type Stretch } from './catch-up.ts';
import { directChannels } from './direct-channel.ts';
import { lastHeard, lastStored, liveChannels } from './heard-so-far.ts';
import { OVERLAP_SECONDS } from './is-unchanged.ts';
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
  {
    signal,
    onWait,
    retryMs,
  }: { signal: AbortSignal; onWait: (error: Error) => void; retryMs: number },
): Promise<void> {
  const { database, team, intakeChannels } = plan;
  const startedAt = await firstStart(plan);
  const beginning = toTs(startedAt);
  const heardAt = (await lastHeard(database.queries, team)) ?? startedAt;
  const whole = async (channel: string): Promise<Stretch> => {
    const since = await sinceOf(plan, channel, beginning);
    return { team, channel, root: null, since, heardAt: toTs(heardAt) };
  };
  const live = await liveChannels(database.queries, { ...plan, heardAt });
  const known = [...new Set([...intakeChannels, ...live])];
  await enqueueAll(plan, await Promise.all(known.map(whole)));
  const direct = await pRetry(() => directChannels(plan.client), {
    ...{ retries: Number.POSITIVE_INFINITY, minTimeout: retryMs, maxTimeout: 30_000, signal },
    shouldRetry: ({ error }) => slackFailure(error).kind !== 'refused',
    onFailedAttempt: ({ error }) => onWait(error),
  });
  const quiet = await Promise.all(direct.filter((id) => !known.includes(id)).map(whole));
  await enqueueAll(plan, quiet.toSorted(latestFirst));
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
    const heardAt = new Date(Number(lostAt) * 1000);
    const channels = new Set([
      ...intakeChannels,
      ...(await liveChannels(database.queries, { ...plan, heardAt })),
      ...(await directChannels(plan.client)),
    ]);
    const place = { team, root: null, heardAt: lostAt };
    const stretches = [...channels].map((channel) => ({
      ...{ ...place, channel },
      since: takesAll(plan, channel) ? since : toTs(plan.now()),
    }));
    await enqueueAll(plan, stretches);
  };
}

async function sinceOf(plan: CatchUpPlan, channel: string, beginning: string): Promise<string> {
  if (!takesAll(plan, channel)) return toTs(plan.now());
  const last = await lastStored(plan.database.queries, { team: plan.team, channel });
  return last ? overlap(last, beginning) : beginning;
}

/** Elsewhere than in the intake and the direct messages, only known threads are the bot's. */
function takesAll({ intakeChannels }: CatchUpPlan, channel: string): boolean {
  return channel.startsWith('D') || intakeChannels.includes(channel);
}

function latestFirst(one: Stretch, other: Stretch): number {
  return Number(other.since) - Number(one.since);
}

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
