import { movableClock } from './movable-clock.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A Monday that is past, so that nothing that the bot plans for later waits in real time. */
const monday =
  Date.UTC(2026, 0, 5) +
  Math.floor((Date.now() - Date.UTC(2026, 0, 5)) / (7 * DAY_MS) - 1) * 7 * DAY_MS;

/**
 * The time of a workspace and of the bots in it, from a Monday on at nine: it goes on by itself in no test.
 * Each of the bots' clocks does at a command what is done once a minute.
 */
export function workingWeek() {
  let now = monday + 9 * 60 * MINUTE_MS;
  return {
    now: () => now,
    /** A moment of that week and the next: `at(0, '9:30')` is on Monday. */
    at(day: number, time: string): number {
      const [hours, minutes] = time.split(':').map(Number);
      return monday + day * DAY_MS + ((hours ?? 0) * 60 + (minutes ?? 0)) * MINUTE_MS;
    },
    goTo(day: number, time: string): void {
      now = this.at(day, time);
    },
    clock: () => ({ ...movableClock(), now: () => now }),
  };
}

/** Monday to Friday, nine to five. */
export const officeHours = {
  zone: 'UTC',
  week: Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, '9:00-17:00']),
  ),
};
