import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Database, Queries } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { CatchUp, type Stretch } from './catch-up.ts';

type Plan = {
  client: WebClient;
  database: Database;
  enqueue: Enqueue;
  team: string;
  intakeChannels: string[];
  quietAfterMs: number;
  now: () => Date;
};

/**
 * Plans to catch up with what was said while the process was away: before any delivery is taken
 * in, since from then on the last stored message no longer tells where the gap began.
 */
export async function planCatchUpAtStart(plan: Plan): Promise<void> {
  const { database, team, intakeChannels } = plan;
  const startedAt = await firstStart(plan);
  const channels = new Set([...intakeChannels, ...(await directChannels(plan))]);
  const stretches: Stretch[] = [];
  for (const channel of channels) {
    const last = await lastStored(database.queries, { team, channel });
    stretches.push({ team, channel, root: null, since: withOverlap(last ?? toTs(startedAt)) });
  }
  stretches.push(...(await threadStretches(plan)));
  await enqueueAll(plan, stretches);
}

/** Plans to catch up with what a socket missed that was lost, and not closed by Slack's wish. */
export async function planCatchUpSince(plan: Plan, lostAt: Date): Promise<void> {
  const since = withOverlap(toTs(lostAt));
  const { team, intakeChannels } = plan;
  const threads = await threadStretches(plan);
  const channels = new Set([...intakeChannels, ...threads.map(({ channel }) => channel)]);
  const whole = [...channels].map((channel) => ({ team, channel, root: null, since }));
  await enqueueAll(plan, [...whole, ...threads.map((thread) => ({ ...thread, since }))]);
}

/** Clocks differ, and Slack may deliver out of order: what is read twice is stored once. */
const OVERLAP_SECONDS = 120;

function withOverlap(ts: string): string {
  return (Number(ts) - OVERLAP_SECONDS).toFixed(6);
}

function toTs(at: Date): string {
  return (at.getTime() / 1000).toFixed(6);
}

/** What was said before the bot was first started here is not its business. */
async function firstStart({ database, team, now }: Plan): Promise<Date> {
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

const Page = z.object({
  channels: z.array(z.object({ id: z.string() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** All direct messages with the bot, those of customers it has not met among them. */
async function directChannels({ client }: Plan): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const answer = await client.users.conversations({
      types: 'im',
      limit: 1000,
      ...(cursor && { cursor }),
    });
    const page = Page.parse(answer);
    found.push(...page.channels.map(({ id }) => id));
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return found;
}

async function lastStored(
  queries: Queries,
  { team, channel }: { team: string; channel: string },
): Promise<string | undefined> {
  const last = await queries
    .selectFrom('messages')
    .select(({ fn }) => fn.max('ts').as('ts'))
    .where('team', '=', team)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return last?.ts ?? undefined;
}

/** The threads of conversations in channels that are neither resolved nor quiet. */
async function threadStretches({ database, team, quietAfterMs, now }: Plan): Promise<Stretch[]> {
  const rows = await database.queries
    .selectFrom('threads')
    .innerJoin('conversations', 'conversations.id', 'threads.conversation_id')
    .select(['threads.channel', 'threads.root', 'conversations.last_message_at'])
    .where('conversations.team', '=', team)
    .where('conversations.place', '=', 'channel')
    .where('conversations.status', '!=', 'resolved')
    .where('conversations.last_message_at', '>', new Date(now().getTime() - quietAfterMs))
    .orderBy('conversations.last_message_at', 'desc')
    .execute();
  return rows.map(({ channel, root, last_message_at }) => ({
    ...{ team, channel, root },
    since: withOverlap(toTs(last_message_at)),
  }));
}

async function enqueueAll({ database, enqueue }: Plan, stretches: Stretch[]): Promise<void> {
  await database.transaction(async (transaction) => {
    for (const payload of stretches) await enqueue(transaction, { kind: CatchUp, payload });
  });
}
