import { z } from 'zod';
import type { JobKind } from '../jobs/job-kind.ts';
import type { Engine } from '../tickets/triage-record.ts';

/**
 * Asks the model again for the summary of a ticket that went out without one: soon at first, then every
 * hour. It gives itself up after `SUMMARY_IS_OF_USE_MS`, before it has no try left.
 */
export const LateSummary: JobKind<{ ticketId: string }> = {
  name: 'late-summary',
  payload: z.object({ ticketId: z.string() }),
  workers: 1,
  retryLimit: 50,
  longestPauseSeconds: 60 * 60,
};

const HOUR_MS = 60 * 60 * 1_000;

/** From the escalation on. After that agents know the ticket by its own words. */
const SUMMARY_IS_OF_USE_MS = 24 * HOUR_MS;

/** Whether a summary still helps those who have a ticket since then. */
export function isSummaryOfUse(escalatedAt: Date, now: Date): boolean {
  return now.getTime() - escalatedAt.getTime() <= SUMMARY_IS_OF_USE_MS;
}

/** The model has still not answered; the job runs again. */
export class NoSummaryYet extends Error {
  override readonly name = 'NoSummaryYet';
}

/** When a model that failed is asked again: what does not pass by itself is not asked about again. */
export function whenToAskAgain(engine: Engine): 'soon' | 'in-a-day' | 'never' {
  return engine.kind === 'model' ? 'never' : byReason[engine.because];
}

/** So that the try of the next day still comes within a day of the escalation. */
export const A_DAY_LATER_MS = 23 * HOUR_MS;

const byReason = {
  timeout: 'soon',
  'rate-limited': 'soon',
  unavailable: 'soon',
  'circuit-open': 'soon',
  // Somebody must pay first.
  quota: 'in-a-day',
  'no-model-server': 'never',
  'wrong-key': 'never',
  'unknown-model': 'never',
  'too-long': 'never',
  rejected: 'never',
  refused: 'never',
  'invalid-answer': 'never',
  'no-model': 'never',
} as const satisfies Record<Extract<Engine, { kind: 'offline' }>['because'], string>;
