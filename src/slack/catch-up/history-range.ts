import { z } from 'zod';
import type { JobKind } from '../../jobs/job-kind.ts';

/** A part of a channel's history, or of one of its threads, that the bot may have missed. */
export const HistoryRange = z.preprocess(
  renameKnownUntil,
  z.object({
    team: z.string(),
    channel: z.string(),
    root: z.string().nullable(),
    /** The `ts` after which it begins. */
    since: z.string(),
    /** Of a channel: the `ts` until which the bot knows what was written in its older threads. */
    knownUntil: z.string().optional(),
  }),
);
export type HistoryRange = z.infer<typeof HistoryRange>;

/** Takes in what was written while the bot was away. One at a time, for Slack's rate limit. */
export const CatchUp: JobKind<HistoryRange> = {
  name: 'catch-up',
  payload: HistoryRange,
  key: ({ team, channel, root }) => `${team}:${channel}:${root}`,
  // The one that waits began no later and reads to the end.
  waits: 'once',
  workers: 1,
  retryLimit: 3_000,
};

/** Deliveries were lost since then while the process ran: what was missed is found once Slack answers. */
export const CatchUpSince: JobKind<{ since: string }> = {
  name: 'catch-up-since',
  payload: z.object({ since: z.string() }),
  workers: 1,
  retryLimit: 3_000,
};

/**
 * Now and then: Slack has paused its events and not replayed them. However many instances plan one,
 * one is done.
 */
export const RegularCatchUp: JobKind<{ since: string }> = {
  name: 'regular-catch-up',
  payload: z.object({ since: z.string() }),
  onceInSeconds: 15 * 60,
  workers: 1,
  retryLimit: 3_000,
};

/** Jobs that a bot before 0.2 has left call it `heardAt`. */
function renameKnownUntil(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('heardAt' in payload)) return payload;
  return { ...payload, knownUntil: payload.heardAt };
}
