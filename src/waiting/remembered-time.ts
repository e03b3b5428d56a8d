import type { WorkingTime } from '../desk/working-time.ts';

/**
 * Counts working time, and remembers until the next look what was counted in this one: of thousands of
 * tickets that wait, most are as they were a minute ago. What a look does not ask for is forgotten.
 */
export function createRememberedTime(): (workingTime: WorkingTime) => Pick<WorkingTime, 'after'> {
  let counted: WorkingTime | undefined;
  let lately = new Map<string, number>();
  return (workingTime) => {
    const before = workingTime === counted ? lately : new Map<string, number>();
    const current = new Map<string, number>();
    counted = workingTime;
    lately = current;
    return {
      after(at, ms) {
        const key = `${at.getTime()}+${ms}`;
        const time = current.get(key) ?? before.get(key) ?? workingTime.after(at, ms).getTime();
        current.set(key, time);
        return new Date(time);
      },
    };
  };
}
