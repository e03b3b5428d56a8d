import { setTimeout as sleep } from 'node:timers/promises';
import { slackFailure } from './slack-failure.ts';

const LONGEST_PAUSE_MS = 30_000;

export type Waiting = {
  signal: AbortSignal;
  /** Is called with each failed try. */
  onWait: (error: unknown) => void;
  /** Before the first new try; grows to half a minute. */
  retryMs: number;
  /** Whether trying again may help; by default always. */
  mayHeal?: (error: unknown) => boolean;
  /** Tests hand in one that does not wait. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
};

/**
 * Asks Slack for something that cannot be done without, again and again until it holds. Where Slack
 * says how long to wait, that is the pause.
 *
 * @throws what cannot heal, and the signal's reason.
 */
export async function untilSlackAnswers<Result>(
  ask: () => Promise<Result>,
  { signal, onWait, retryMs, mayHeal = () => true, pause = pauseFor }: Waiting,
): Promise<Result> {
  for (let pauseMs = retryMs; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (!mayHeal(error)) throw error;
      onWait(error);
      const failure = slackFailure(error);
      const asked = failure.kind === 'rate-limited' ? failure.retryAfterMs : 0;
      await pause(asked || pauseMs, signal);
    }
  }
}

/** Asks as often as Slack only says that it was asked too often; other failures are the caller's. */
export async function untilNotRateLimited<Result>(
  ask: () => Promise<Result>,
  waiting: Omit<Waiting, 'mayHeal'>,
): Promise<Result> {
  return untilSlackAnswers(ask, { ...waiting, mayHeal: isRateLimited });
}

export function isRateLimited(error: unknown): boolean {
  return slackFailure(error).kind === 'rate-limited';
}

async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal });
}
