import { setTimeout as sleep } from 'node:timers/promises';

/** Tries until it worked, as people do where they see something fail. */
export async function untilItWorks(attempt: () => Promise<boolean>): Promise<void> {
  const giveUp = AbortSignal.timeout(PATIENCE_MS);
  while (!(await attempt())) {
    giveUp.throwIfAborted();
    await sleep(700);
  }
}

/** An event that Slack no longer delivers waits until the bot stays up long enough to catch up. */
export const PATIENCE_MS = 900_000;
