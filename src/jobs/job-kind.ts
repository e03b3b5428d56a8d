import type { z } from 'zod';

/**
 * A kind of durable work: its name in the database, what it is about, and how many run at once in
 * a process. The room that starts the work owns the kind; `bot/jobs.ts` gives it its handler.
 */
export type JobKind<Payload extends object = object> = {
  name: string;
  /** Ids only: the rows that they name are read when the job runs. */
  payload: z.ZodType<Payload>;
  /** Jobs of one key run one at a time, in the order of their creation. */
  key?(payload: Payload): string;
  /** Where one waiting job of a key does the work of all that come meanwhile; their order then does not count. */
  waits?: 'once';
  /** Of those that come in so many seconds, by whatever process, one is kept. */
  onceInSeconds?: number;
  workers: number;
  /** How often a failing job is tried again before it counts as failed for good. */
  retryLimit: number;
  /** What the pause between tries grows to, where it is not the same as for all others. */
  longestPauseSeconds?: number;
};
