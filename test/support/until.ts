import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until it is so, ten seconds at most. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const giveUp = AbortSignal.timeout(10_000);
  while (!(await isSo())) {
    giveUp.throwIfAborted();
    await sleep(5);
  }
}
