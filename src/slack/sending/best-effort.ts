/** Runs work that nobody waits for and that may fail, such as ephemeral answers. */
export type BestEffort = {
  attempt(work: () => Promise<unknown>): void;
  /** Resolves when what was begun has ended. */
  drained(): Promise<void>;
};

export function createBestEffort({
  onFailure,
}: {
  onFailure: (error: unknown) => void;
}): BestEffort {
  const running = new Set<Promise<void>>();
  return {
    attempt(work) {
      const run = work().then(() => {}, onFailure);
      running.add(run);
      void run.then(() => running.delete(run));
    },
    async drained() {
      await Promise.all(running);
    },
  };
}
