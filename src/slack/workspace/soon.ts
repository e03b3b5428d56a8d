import type { Clock, ClockTimer } from 'pg-boss';

/**
 * Does work a moment after it is first asked for: however often it is asked for until then, it is
 * done once.
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
  let timer: ClockTimer | undefined;
  return {
    ask() {
      timer ??= clock.setTimeout(() => {
        timer = undefined;
        work();
      }, afterMs);
    },
    stop() {
      if (timer !== undefined) clock.clearTimeout(timer);
    },
  };
}
