/** Timers that keep no process alive and stop with the workspace. */
export type Timers = {
  after: (ms: number, run: () => void) => void;
  every: (ms: number, run: () => void) => void;
  wait: (ms: number) => Promise<void>;
  /** Clears all timers, and ignores later ones: a `wait` that is not over never resolves. */
  stop: () => void;
};

export function createTimers(): Timers {
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  const after = (ms: number, run: () => void) => {
    if (stopped) return;
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
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
