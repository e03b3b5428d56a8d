/** Waits that keep no process alive and end with the workspace. */
export type Timers = {
  after: (ms: number, run: () => void) => void;
  every: (ms: number, run: () => void) => void;
  wait: (ms: number) => Promise<void>;
  /** Forgets them all: what still waits, waits for ever. */
  clear: () => void;
};

export function createTimers(): Timers {
  const timers = new Set<NodeJS.Timeout>();
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms).unref();
    timers.add(timer);
  };
  return {
    after,
    every: (ms, run) => void timers.add(setInterval(run, ms).unref()),
    wait: (ms) => new Promise((resolve) => after(ms, resolve)),
    clear() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
