import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const RANGE =
  /^(?<fromHour>[01]?\d|2[0-3]):(?<fromMinute>[0-5]\d)-(?<toHour>[01]?\d|2[0-4]):(?<toMinute>[0-5]\d)$/;
const WRITE_RANGE = 'write hours as 9:00-17:00, the end after the beginning and 24:00 at most';

/** Minutes of a day, from its midnight: `9:00-17:00` is 540 to 1020. */
export type Range = { from: number; to: number };

const Range = z.string({ error: WRITE_RANGE }).transform((text, context): Range => {
  const found = text.replaceAll(' ', '').match(RANGE)?.groups;
  const from = Number(found?.fromHour) * 60 + Number(found?.fromMinute);
  const to = Number(found?.toHour) * 60 + Number(found?.toMinute);
  if (from < to && to <= 24 * 60) return { from, to };
  context.addIssue({ code: 'custom', message: WRITE_RANGE });
  return z.NEVER;
});

/** A time such as `9:00`, in minutes since midnight. */
export const TimeOfDay = z
  .string()
  .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'write a time of day as 9:00')
  .transform((text) => {
    const [hours = 0, minutes = 0] = text.split(':').map(Number);
    return hours * 60 + minutes;
  });

/** A day's hours: one range, or several with breaks between them. */
const DayHours = z
  .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(Range))
  .transform((ranges) => ranges.toSorted((one, other) => one.from - other.from))
  .refine(
    (ranges) => ranges.every(({ from }, index) => from >= (ranges[index - 1]?.to ?? 0)),
    'two ranges of a day overlap',
  );

const Week = z
  .strictObject(Object.fromEntries(WEEKDAYS.map((day) => [day, DayHours.optional()])))
  .refine(
    (week) => Object.values(week).some((ranges) => ranges !== undefined && ranges.length > 0),
    'a desk needs hours on one day of the week at least',
  );

const Zone = z
  .string()
  .refine(isZone, 'write a time zone by its name, such as Europe/Berlin or America/New_York');

export const Holiday = z
  .string({ error: 'write a holiday as 2026-12-25' })
  .refine(isDate, 'write a holiday as 2026-12-25');

/**
 * When the desk's team is there. A day that is left out has no hours; hours past midnight are written
 * as two ranges, of either day.
 *
 * @example
 * hours: { zone: 'Europe/Berlin', week: { monday: '9:00-17:00', friday: ['9:00-12:00', '13:00-15:00'] } }
 */
export const Hours = z.strictObject({
  /** Without one, the workspace's own. */
  zone: Zone.optional(),
  week: Week.prefault(Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, '9:00-17:00']))),
  /** Days on which nobody is there. */
  holidays: z.array(Holiday).default([]),
});
export type Hours = z.infer<typeof Hours>;

export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is a day of the calendar, as `2026-12-25`. */
export function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}
