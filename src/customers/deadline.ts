import { DirectoryDown } from './customer-directory.ts';

type Deadline = {
  /** Waits for a reading, or throws {@link DirectoryDown} once the deadline has passed. */
  beat<T>(reading: Promise<T>): Promise<T>;
  stop(): void;
};

/** Starts one deadline that many readings must beat together. */
export function startDeadline(deadlineMs: number): Deadline {
  const passed = Promise.withResolvers<never>();
  // Nobody may be waiting when it passes.
  passed.promise.catch(() => {});
  const late = new DirectoryDown(`The customer directory took longer than ${deadlineMs} ms`);
  const timer = setTimeout(() => passed.reject(late), deadlineMs);
  return {
    beat: (reading) => Promise.race([reading, passed.promise]),
    stop: () => clearTimeout(timer),
  };
}
