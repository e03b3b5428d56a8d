import { isHoliday } from './holidays.ts';

/** How far the clock is moved: by some time, or to when the team is there again, or has a holiday. */
export type ClockMove = 'quarter' | 'hour' | 'morning' | 'week' | 'holiday';

const MINUTE_MS = 60_000;
const HOUR = { morning: 9, holiday: 11 } as const;

/** How many milliseconds a move is, in this machine's time zone. */
export function msOf(move: ClockMove, now: number): number {
  switch (move) {
    case 'quarter':
      return 15 * MINUTE_MS;
    case 'hour':
      return 60 * MINUTE_MS;
    case 'week':
      return 7 * 24 * 60 * MINUTE_MS;
    case 'morning':
      return untilNext(HOUR.morning, now, (day) => !isWeekend(day) && !isHoliday(day));
    case 'holiday':
      return untilNext(HOUR.holiday, now, (day) => !isWeekend(day) && isHoliday(day));
  }
}

function untilNext(hour: number, now: number, isMeant: (day: Date) => boolean): number {
  const day = new Date(now);
  day.setHours(hour, 0, 0, 0);
  while (day.getTime() <= now || !isMeant(day)) day.setDate(day.getDate() + 1);
  return day.getTime() - now;
}

function isWeekend(day: Date): boolean {
  return day.getDay() === 0 || day.getDay() === 6;
}
