import type { Clock, ClockTimer } from 'pg-boss';

/** Work is put off at most so often. */
const MOST_PUT_OFF = 5;

/**
 * Does work a moment after it is last asked for: however often it is asked for until then, it is
 * done once. Who goes on asking puts it off for five such moments at most.
 */
export function createSoon({
  clock,
  afterMs,
  work,
}: {
  clock: Clock;
  afterMs: number;
  work: () => void;
}): { ask(): void; stop(): void } {
  let waiting: { timer: ClockTimer; since: number } | undefined;
  return {
    ask() {
      const since = waiting?.since ?? clock.now();
      if (clock.now() - since > MOST_PUT_OFF * afterMs) return;
      if (waiting) clock.clearTimeout(waiting.timer);
      waiting = { timer: clock.setTimeout(run, afterMs), since };
    },
    stop() {
      if (waiting) clock.clearTimeout(waiting.timer);
    },
  };

  function run(): void {
    waiting = undefined;
    work();
  }
}
