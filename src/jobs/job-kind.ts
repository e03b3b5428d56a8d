import type { z } from 'zod';

/**
 * A kind of durable work: its name in the database, what it is about, and how many run at once in
 * a process. The room that starts the work owns the kind; `build-rooms` gives it its worker.
 */
export type JobKind<Payload extends object = object> = {
  name: string;
  /** Ids only: what they stand for is read when the job runs. */
  payload: z.ZodType<Payload>;
  /** Jobs of one key run one at a time, in the order of their creation. */
  key?(payload: Payload): string;
  /** Where the one of a key that waits will do for all that come meanwhile; order then counts not. */
  waits?: 'once';
  workers: number;
  /** How often a failing job is tried again before it counts as failed for good. */
  retryLimit: number;
  /** What the pause between tries grows to, where it is not the same as for all others. */
  longestPauseSeconds?: number;
};
