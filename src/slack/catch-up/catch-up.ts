import type { WebClient } from '@slack/web-api';
import { lastMessageAt, liveChannels } from '../../conversations/conversation-store.ts';
import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import { lastTsOfChannel } from '../../conversations/message-store.ts';
import { timeOf, tsOf, tsPlus } from '../../conversations/slack-ts.ts';
import type { Database } from '../../database/open-database.ts';
import { firstStart } from '../../database/workspace-store.ts';
import type { Enqueue } from '../../jobs/enqueue.ts';
import type { Run } from '../../jobs/jobs.ts';
import { isDirectMessages } from '../reading/place-of-channel.ts';
import type { MessageReader } from '../reading/read-message.ts';
import type { IntakeChannels } from '../workspace/desk-channels.ts';
import { directChannels } from '../workspace/direct-channel.ts';
import { slackFailure } from '../workspace/slack-failure.ts';
import { createHistory, hasReplies, type PastMessage } from './history.ts';
import { CatchUp, CatchUpSince, type HistoryRange, RegularCatchUp } from './history-range.ts';
import { liveThreads } from './known-history.ts';
import { isUnchanged, OVERLAP_SECONDS, threadSince } from './thread-changes.ts';

export type CatchUpRoom = ReturnType<typeof createCatchUp>;

type ChannelRange = Omit<HistoryRange, 'root'>;

/** Catches up with what the bot missed while it was away, or while it could not take anything in. */
export function createCatchUp({
  client,
  database,
  enqueue,
  team,
  intake,
  quietAfterMs,
  reopenWithinMs,
  messageReader,
  takeIn,
  onUnreadable,
  pauseMs,
  now,
}: {
  client: WebClient;
  database: Database;
  enqueue: Enqueue;
  team: string;
  /** The intake channels, as they are now. */
  intake: IntakeChannels;
  quietAfterMs: number;
  reopenWithinMs: number;
  messageReader: MessageReader;
  /** Takes a message in as if it were just delivered: what is known already changes nothing. */
  takeIn: (message: IncomingMessage) => Promise<void>;
  /** Is called for each message or channel that is in no shape to be read. */
  onUnreadable: (error: Error) => void;
  /** The pause before each page of a history. */
  pauseMs: number;
  now: () => Date;
}) {
  const history = createHistory({ client, pauseMs, onUnreadable });
  const limits = { quietAfterMs, reopenWithinMs };
  return {
    planAtStart,
    planSince,
    planRegularly,
    lastStoredAt,
    findMissed,
    findMissedRegularly,
    catchUp,
  };

  /**
   * Plans to read what was written while no process was there: before any delivery is taken in,
   * since from then on the last stored message no longer shows where the gap began.
   *
   * Returns what plans the same for direct messages in which nothing was going on. It asks Slack for
   * them, and may run later: in those nothing was missed before the last message that the bot knew.
   */
  async function planAtStart(): Promise<() => Promise<void>> {
    const startedAt = await firstStarted();
    const knownUntil = await lastStoredAt();
    const rangeOf = async (channel: string): Promise<HistoryRange> => {
      const since = await lastKnown(channel, startedAt);
      return { team, channel, root: null, since, knownUntil: tsOf(knownUntil) };
    };
    const busy = await busyChannels(knownUntil);
    await enqueueAll(await Promise.all([...busy].map(rangeOf)));
    const latestSince = withOverlap(tsOf(knownUntil), startedAt);
    return async () => {
      const direct = await directChannels(client, onUnreadable);
      const quiet = await Promise.all(direct.filter((id) => !busy.has(id)).map(rangeOf));
      await enqueueAll(
        quiet
          .map((range) => ({ ...range, since: earlier(range.since, latestSince) }))
          .toSorted((one, other) => Number(other.since) - Number(one.since)),
      );
    };
  }

  /** Plans to read what a running process may have missed since a moment. */
  async function planSince(lostAt: Date): Promise<void> {
    await database.transaction((transaction) =>
      enqueue(transaction, { kind: CatchUpSince, payload: { since: tsOf(lostAt) } }),
    );
  }

  /** Plans to read what was not delivered lately, though nothing seemed to be lost. */
  async function planRegularly(latelyMs: number): Promise<void> {
    const lately = new Date(now().getTime() - latelyMs);
    // By Slack's clock: the process's own may be ahead.
    const known = await lastStoredAt();
    const since = tsOf(known < lately ? known : lately);
    await database.transaction((transaction) =>
      enqueue(transaction, { kind: RegularCatchUp, payload: { since } }),
    );
  }

  /** When the last message that is stored was written; the first start if there is none. */
  async function lastStoredAt(): Promise<Date> {
    return (await lastMessageAt(database.queries, team)) ?? firstStarted();
  }

  function firstStarted(): Promise<Date> {
    return database.transaction((transaction) => firstStart(transaction, { team, at: now() }));
  }

  /**
   * Looks where people write now, and in some of the other direct messages: each costs a call, and a
   * company may have thousands.
   */
  async function findMissedRegularly({ since }: { since: string }): Promise<void> {
    const busy = await planBusyChannels(since);
    // While Slack does not answer, the next look comes by itself.
    const direct = await directChannels(client, onUnreadable).catch(() => []);
    const quiet = direct.filter((channel) => !busy.has(channel)).sort();
    const startedAt = await firstStarted();
    const ranges = someOf(quiet, now().getTime()).map(async (channel) => ({
      team,
      channel,
      root: null,
      since: await lastKnown(channel, startedAt),
      knownUntil: since,
    }));
    await enqueueAll(await Promise.all(ranges));
  }

  /** Finds out where something may have been missed, once Slack answers. */
  async function findMissed({ since: lostAt }: { since: string }): Promise<void> {
    const busy = await planBusyChannels(lostAt);
    const direct = await directChannels(client, onUnreadable).catch(noneWhereRefused);
    await planChannels(new Set(direct).difference(busy), lostAt);
  }

  /** Plans to read where people write now, and returns which channels these are. */
  async function planBusyChannels(since: string): Promise<Set<string>> {
    const busy = await busyChannels(timeOf(since));
    await planChannels(busy, since);
    return busy;
  }

  async function busyChannels(knownUntil: Date): Promise<Set<string>> {
    const live = await liveChannels(database.queries, { team, knownUntil, ...limits });
    return new Set([...intake.keys(), ...live]);
  }

  async function planChannels(channels: Set<string>, lostAt: string): Promise<void> {
    const startedAt = await firstStarted();
    await enqueueAll(
      [...channels].map((channel) => ({
        team,
        channel,
        root: null,
        since: takesAll(channel) ? withOverlap(lostAt, startedAt) : tsOf(now()),
        knownUntil: lostAt,
      })),
    );
  }

  async function lastKnown(channel: string, startedAt: Date): Promise<string> {
    if (!takesAll(channel)) return tsOf(now());
    const last = await lastTsOfChannel(database.queries, { team, channel });
    return last ? withOverlap(last, startedAt) : tsOf(startedAt);
  }

  /** Elsewhere than in the intake channels and the direct messages, only known threads are the bot's. */
  function takesAll(channel: string): boolean {
    return isDirectMessages(channel) || intake.has(channel);
  }

  async function enqueueAll(ranges: HistoryRange[]): Promise<void> {
    await database.transaction(async (transaction) => {
      for (const payload of ranges) await enqueue(transaction, { kind: CatchUp, payload });
    });
  }

  /**
   * Reads a range and takes in each message. A channel's history shows which of its older threads
   * have replies that are not known; only those, and those that it does not reach, are read.
   */
  async function catchUp({ root, ...range }: HistoryRange, { signal }: Run): Promise<void> {
    if (root === null) return catchUpChannel(range, signal);
    return catchUpThread({ ...range, root }, signal);
  }

  async function catchUpThread(
    { channel, root, since }: ChannelRange & { root: string },
    signal: AbortSignal,
  ): Promise<void> {
    const messages = await history.ofThread({ channel, root, since, signal });
    await each(messages, signal, (message) => take(channel, message));
  }

  async function catchUpChannel(range: ChannelRange, signal: AbortSignal): Promise<void> {
    const { channel, since, knownUntil = '0' } = range;
    // Before Slack is asked: what it then shows besides was missed.
    const threads = await threadsOf(range);
    const roots = threads.keys();
    const messages = await history.ofChannel({ channel, since, roots, signal });
    await each(messages, signal, async (message) => {
      const thread = threads.get(message.ts);
      if (!thread && Number(message.ts) <= Number(since)) return;
      await take(channel, message);
      if (thread && isUnchanged({ thread, message, knownUntil })) threads.delete(message.ts);
      const isNewThread = !thread && hasReplies(message);
      if (isNewThread) await catchUpThread({ ...range, root: message.ts }, signal);
    });
    await enqueueAll(
      [...threads.values()].map((thread) => ({
        team,
        channel,
        root: thread.root,
        since: threadSince(thread, knownUntil),
      })),
    );
  }

  async function threadsOf({ channel, knownUntil }: ChannelRange) {
    if (knownUntil === undefined) return new Map();
    const place = { team, channel, knownUntil: timeOf(knownUntil), ...limits };
    const threads = await liveThreads(database.queries, place);
    return new Map(threads.map((thread) => [thread.root, thread]));
  }

  async function take(channel: string, past: PastMessage): Promise<void> {
    const message = await messageReader.readMessage({ team, channel }, past);
    if (message) await takeIn(message);
  }
}

/** Does all that can be done; one that fails holds none of the others back, and then fails the job. */
async function each(
  messages: PastMessage[],
  signal: AbortSignal,
  work: (message: PastMessage) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const message of messages) {
    await work(message).catch((error: unknown) => {
      if (signal.aborted) throw error;
      failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}

/** Without the scope for it, or where Slack has no such method, the others are caught up with. */
function noneWhereRefused(error: unknown): string[] {
  if (slackFailure(error).kind !== 'refused') throw error;
  return [];
}

function earlier(one: string, other: string): string {
  return Number(one) < Number(other) ? one : other;
}

const QUIET_AT_ONCE = 100;
const SLICE_MS = 20 * 60_000;

/** Another part each time, by the clock, so that instances need not agree. */
function someOf(channels: string[], atMs: number): string[] {
  const slices = Math.ceil(channels.length / QUIET_AT_ONCE);
  const slice = slices && Math.floor(atMs / SLICE_MS) % slices;
  return channels.slice(slice * QUIET_AT_ONCE, (slice + 1) * QUIET_AT_ONCE);
}

/** What was written before the bot was first started here is not its business. */
function withOverlap(ts: string, startedAt: Date): string {
  const beginning = tsOf(startedAt);
  const overlapping = tsPlus(ts, -OVERLAP_SECONDS);
  return Number(overlapping) > Number(beginning) ? overlapping : beginning;
}
