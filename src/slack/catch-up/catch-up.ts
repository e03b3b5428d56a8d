import type { WebClient } from '@slack/web-api';
import pRetry from 'p-retry';
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
import { directChannels } from '../workspace/direct-channel.ts';
import { slackFailure } from '../workspace/slack-failure.ts';
import { createHistory, hasReplies, type PastMessage } from './history.ts';
import { CatchUp, CatchUpSince, type HistoryRange } from './history-range.ts';
import { liveThreads } from './known-history.ts';
import { isUnchanged, OVERLAP_SECONDS, threadSince } from './thread-changes.ts';

type ChannelRange = Omit<HistoryRange, 'root'>;

/** Catches up with what the bot missed while it was away, or while it could not take anything in. */
export function createCatchUp({
  client,
  database,
  enqueue,
  team,
  intakeChannels,
  quietAfterMs,
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
  /** The ids of the intake channels. */
  intakeChannels: string[];
  quietAfterMs: number;
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
  return { planAtStart, planSince, findMissed, catchUp };

  /**
   * Plans to read what was written while no process was there: before any delivery is taken in,
   * since from then on the last stored message no longer shows where the gap began. It waits for
   * Slack as long as that is out of reach.
   */
  async function planAtStart({
    signal,
    onWait,
    retryMs,
  }: {
    signal: AbortSignal;
    onWait: (error: Error) => void;
    /** Before Slack is first asked again; grows to half a minute. */
    retryMs: number;
  }): Promise<void> {
    const startedAt = await database.transaction((transaction) =>
      firstStart(transaction, { team, at: now() }),
    );
    const knownUntil = (await lastMessageAt(database.queries, team)) ?? startedAt;
    const rangeOf = async (channel: string): Promise<HistoryRange> => {
      const since = await lastKnown(channel, startedAt);
      return { team, channel, root: null, since, knownUntil: tsOf(knownUntil) };
    };
    const live = await liveChannels(database.queries, { team, knownUntil, quietAfterMs });
    const first = [...new Set([...intakeChannels, ...live])];
    await enqueueAll(await Promise.all(first.map(rangeOf)));
    const direct = await pRetry(() => directChannels(client, onUnreadable), {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: retryMs,
      maxTimeout: 30_000,
      signal,
      shouldRetry: ({ error }) => slackFailure(error).kind !== 'refused',
      onFailedAttempt: ({ error }) => onWait(error),
    });
    const quiet = await Promise.all(direct.filter((id) => !first.includes(id)).map(rangeOf));
    await enqueueAll(quiet.toSorted((one, other) => Number(other.since) - Number(one.since)));
  }

  /** Plans to read what a running process may have missed since a moment. */
  async function planSince(lostAt: Date): Promise<void> {
    await database.transaction((transaction) =>
      enqueue(transaction, { kind: CatchUpSince, payload: { since: tsOf(lostAt) } }),
    );
  }

  /** Finds out where something may have been missed, once Slack answers. */
  async function findMissed({ since: lostAt }: { since: string }): Promise<void> {
    const startedAt = await database.transaction((transaction) =>
      firstStart(transaction, { team, at: now() }),
    );
    const knownUntil = timeOf(lostAt);
    const channels = new Set([
      ...intakeChannels,
      ...(await liveChannels(database.queries, { team, knownUntil, quietAfterMs })),
      ...(await directChannels(client, onUnreadable)),
    ]);
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
    return isDirectMessages(channel) || intakeChannels.includes(channel);
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
    for (const message of await history.ofThread({ channel, root, since, signal })) {
      await take(channel, message);
    }
  }

  async function catchUpChannel(range: ChannelRange, signal: AbortSignal): Promise<void> {
    const { channel, since, knownUntil = '0' } = range;
    // Before Slack is asked: what it then shows besides was missed.
    const threads = await threadsOf(range);
    const roots = threads.keys();
    for (const message of await history.ofChannel({ channel, since, roots, signal })) {
      const thread = threads.get(message.ts);
      if (!thread && Number(message.ts) <= Number(since)) continue;
      await take(channel, message);
      if (thread && isUnchanged({ thread, message, knownUntil })) threads.delete(message.ts);
      const isNewThread = !thread && hasReplies(message);
      if (isNewThread) await catchUpThread({ ...range, root: message.ts }, signal);
    }
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
    const place = { team, channel, knownUntil: timeOf(knownUntil), quietAfterMs };
    const threads = await liveThreads(database.queries, place);
    return new Map(threads.map((thread) => [thread.root, thread]));
  }

  async function take(channel: string, past: PastMessage): Promise<void> {
    const message = await messageReader.readMessage({ team, channel }, past);
    if (message) await takeIn(message);
  }
}

/** What was written before the bot was first started here is not its business. */
function withOverlap(ts: string, startedAt: Date): string {
  const beginning = tsOf(startedAt);
  const overlapping = tsPlus(ts, -OVERLAP_SECONDS);
  return Number(overlapping) > Number(beginning) ? overlapping : beginning;
}
