import { Temporal } from 'temporal-polyfill';
import { WEEKDAYS } from '../desk/hours.ts';

/** The days of a report, in the desk's zone, and the moments at which they begin and end. */
export type Period = {
  /** The first day and the last, as `2026-11-16`. */
  from: string;
  to: string;
  since: Date;
  /** The first moment after it; of a period that is not over yet, now. */
  until: Date;
};

/** When the weekly report is posted: a day, and minutes of it. */
export type WeeklySchedule = { day: (typeof WEEKDAYS)[number]; minutes: number };

/** What somebody asked to see cannot be shown; the message says what to write. */
export class PeriodInvalid extends Error {
  override readonly name = 'PeriodInvalid';
}

/** The week, Monday to Sunday, that a day is in: as many hours as the zone's clocks give it. */
export function weekOf(day: string, zone: string): Period {
  const date = Temporal.PlainDate.from(day);
  const monday = date.subtract({ days: date.dayOfWeek - 1 });
  return between(monday, monday.add({ days: 6 }), zone);
}

/** This week until now, or one before it. */
export function weekBefore(at: Date, { weeks, zone }: { weeks: number; zone: string }): Period {
  const day = dayIn(at, zone).subtract({ weeks });
  return untilNow(weekOf(day.toString(), zone), at);
}

/** The last whole week when a report was due last. */
export function dueWeek(at: Date, { day, minutes }: WeeklySchedule, zone: string): Period {
  const today = dayIn(at, zone);
  const back = (today.dayOfWeek - 1 - WEEKDAYS.indexOf(day) + 7) % 7;
  const last = today.subtract({ days: back });
  const time = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60);
  const isDue = epochMs(last.toZonedDateTime({ timeZone: zone, plainTime: time })) <= at.getTime();
  const due = isDue ? last : last.subtract({ weeks: 1 });
  return weekOf(due.subtract({ weeks: 1 }).toString(), zone);
}

/**
 * The period that somebody asks for: a week by one of its days, or from a day on, until another or now;
 * without either, the last whole week.
 *
 * @throws {PeriodInvalid}
 */
export function periodOf(
  { since, until, week }: { since?: string; until?: string; week?: string },
  { zone, now }: { zone: string; now: Date },
): Period {
  if (week !== undefined && (since !== undefined || until !== undefined)) {
    throw new PeriodInvalid('Write --week alone, or --since with or without --until.');
  }
  if (until !== undefined && since === undefined) {
    throw new PeriodInvalid('--until needs --since: write both days, such as --since 2026-11-01.');
  }
  const whole = wholePeriod({ since, until, week }, { zone, now });
  if (whole.since >= whole.until) throw new PeriodInvalid('--until is before --since.');
  if (whole.since >= now) throw new PeriodInvalid('That has not begun yet: write an earlier day.');
  return untilNow(whole, now);
}

function wholePeriod(
  {
    since,
    until,
    week,
  }: { since: string | undefined; until: string | undefined; week: string | undefined },
  { zone, now }: { zone: string; now: Date },
): Period {
  if (week !== undefined) return weekOf(readDay('--week', week).toString(), zone);
  if (since === undefined) return weekBefore(now, { weeks: 1, zone });
  const first = readDay('--since', since);
  return between(first, until === undefined ? dayIn(now, zone) : readDay('--until', until), zone);
}

function readDay(option: string, text: string): Temporal.PlainDate {
  const problem = `${option} is not a day: write one as ${option} 2026-11-01.`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new PeriodInvalid(problem);
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch (cause) {
    throw new PeriodInvalid(problem, { cause });
  }
}

function between(first: Temporal.PlainDate, last: Temporal.PlainDate, zone: string): Period {
  return {
    from: first.toString(),
    to: last.toString(),
    since: new Date(epochMs(first.toZonedDateTime(zone))),
    until: new Date(epochMs(last.add({ days: 1 }).toZonedDateTime(zone))),
  };
}

function untilNow(period: Period, now: Date): Period {
  return period.until > now ? { ...period, until: now } : period;
}

function dayIn(at: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
}

function epochMs(time: Temporal.ZonedDateTime): number {
  return time.epochMilliseconds;
}
