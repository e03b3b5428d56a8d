/** The workspace's time. A `ts` identifies a message: seconds with microseconds, unique and increasing. */
export type Clock = { now: () => number; ts: () => string; seconds: () => number };

export function createClock(now: () => number = Date.now): Clock {
  let lastMicroseconds = 0;
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    ts() {
      lastMicroseconds = Math.max(Math.floor(now() * 1000), lastMicroseconds + 1);
      const seconds = Math.floor(lastMicroseconds / 1_000_000);
      const rest = String(lastMicroseconds % 1_000_000).padStart(6, '0');
      return `${seconds}.${rest}`;
    },
  };
}
