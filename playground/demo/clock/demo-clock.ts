/** The demo's time: the real one, or later. It only goes forward. */
export type DemoClock = {
  now: () => number;
  /** How far ahead of the real time it is. */
  aheadMs: () => number;
  move: (ms: number) => void;
};

export function createDemoClock(): DemoClock {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    aheadMs: () => aheadMs,
    move(ms) {
      aheadMs += Math.max(0, ms);
    },
  };
}

const MORNING_HOUR = 9;

/** How long it is until nine on the next day from Monday to Friday, in this machine's time zone. */
export function untilNextWorkingMorning(now: number): number {
  const morning = new Date(now);
  morning.setHours(MORNING_HOUR, 0, 0, 0);
  while (morning.getTime() <= now || isWeekend(morning)) morning.setDate(morning.getDate() + 1);
  return morning.getTime() - now;
}

function isWeekend(day: Date): boolean {
  return day.getDay() === 0 || day.getDay() === 6;
}
