import { RecordsUnavailable } from './record-source.ts';

type Deadline = {
  /** Waits for a reading, or throws {@link RecordsUnavailable} once the deadline has passed. */
  wait<T>(reading: Promise<T>): Promise<T>;
  stop(): void;
};

/** Starts one deadline for many readings together. */
export function startDeadline(deadlineMs: number): Deadline {
  const passed = Promise.withResolvers<never>();
  // Without this the process would end when it passes while nobody waits.
  passed.promise.catch(() => {});
  const late = new RecordsUnavailable(
    `The record source took longer than ${deadlineMs} ms: check that it is up and not overloaded`,
  );
  const timer = setTimeout(() => passed.reject(late), deadlineMs);
  return {
    wait: (reading) => Promise.race([reading, passed.promise]),
    stop: () => clearTimeout(timer),
  };
}
