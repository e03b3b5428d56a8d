import { type Random, shuffled } from '../faults/random.ts';
import type { Timers } from '../timers.ts';

/** How long an incomplete group waits for more. */
const patienceMs = 300;

/** Releases its callers in another order, once `together` of them wait. */
export type Shuffle = (together: number) => Promise<void>;

export function createShuffle({ random, timers }: { random: Random; timers: Timers }): Shuffle {
  let held: (() => void)[] = [];
  const release = () => {
    const waiting = held;
    held = [];
    for (const goOn of shuffled(waiting, random)) goOn();
  };
  return (together) =>
    new Promise((resolve) => {
      held.push(resolve);
      const waiting = held;
      if (held.length >= together) release();
      timers.after(patienceMs, () => {
        if (held === waiting) release();
      });
    });
}
