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
