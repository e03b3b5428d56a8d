/** Runs work that nobody waits for and that may fail, such as ephemeral answers. */
export type BestEffort = {
  /** `failed` is a sentence for the log, for when the work fails. */
  attempt(work: () => Promise<unknown>, failed: string): void;
  /** Resolves when what was begun has ended. */
  drained(): Promise<void>;
};

export function createBestEffort({
  onFailure,
}: {
  onFailure: (error: unknown, failed: string) => void;
}): BestEffort {
  const running = new Set<Promise<void>>();
  return {
    attempt(work, failed) {
      const run = work().then(
        () => {},
        (error) => onFailure(error, failed),
      );
      running.add(run);
      void run.then(() => running.delete(run));
    },
    async drained() {
      await Promise.all(running);
    },
  };
}

/** An ephemeral answer, or one to a click, that Slack did not let through. */
export const ANSWER_FAILED = 'An answer was not delivered';
