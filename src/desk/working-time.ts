import { Temporal } from 'temporal-polyfill';
import { type Hours, WEEKDAYS } from './hours.ts';

/** Counts the time in which a desk's team is there. Days begin and end as in its zone, whatever its clocks do. */
export type WorkingTime = {
  /** When so many milliseconds of working time have passed since a moment. */
  after(at: Date, ms: number): Date;
  /** How many milliseconds of working time there are from one moment to a later one. */
  between(from: Date, to: Date): number;
  /** When somebody is there again; undefined where somebody is. */
  backAt(at: Date): Date | undefined;
  /** When the team's hours begin on the day after a moment, or in the week after, or soon after that where they are closed. */
  opensOn(at: Date, when: 'next-day' | 'next-week'): Date;
};

/** From and to, in milliseconds since 1970. */
type Span = { start: number; end: number };

export function createWorkingTime({ zone, week, holidays }: Hours & { zone: string }): WorkingTime {
  const closed = new Set(holidays);

  const dayOf = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();

  return {
    after(at, ms) {
      let left = ms;
      for (const { start, end } of spansAfter(at)) {
        if (left <= end - start) return new Date(start + left);
        left -= end - start;
      }
      throw new Error('A week without hours');
    },
    between(from, to) {
      let ms = 0;
      for (const { start, end } of spansAfter(from)) {
        if (start >= to.getTime()) break;
        ms += Math.min(end, to.getTime()) - start;
      }
      return ms;
    },
    backAt(at) {
      const [next] = spansAfter(at);
      return next && next.start > at.getTime() ? new Date(next.start) : undefined;
    },
    opensOn(at, when) {
      let day = dayOf(at.getTime());
      day = day.add({ days: when === 'next-day' ? 1 : 8 - day.dayOfWeek });
      for (; ; day = day.add({ days: 1 })) {
        const [first] = spansOf(day);
        if (first) return new Date(first.start);
      }
    },
  };

  /** The spans of working time that end after a moment, in order and without end; the first begins then at the earliest. */
  function* spansAfter(at: Date): Generator<Span> {
    const since = at.getTime();
    let day = dayOf(since);
    for (; ; day = day.add({ days: 1 })) {
      for (const { start, end } of spansOf(day)) {
        if (end > since && end > start) yield { start: Math.max(start, since), end };
      }
    }
  }

  function spansOf(day: Temporal.PlainDate): Span[] {
    if (closed.has(day.toString())) return [];
    const weekday = WEEKDAYS[day.dayOfWeek - 1];
    const ranges = (weekday && week[weekday]) ?? [];
    return ranges.map(({ from, to }) => ({ start: instant(day, from), end: instant(day, to) }));
  }

  /** A time that the clocks leave out is as much later; of one that comes twice, the first. */
  function instant(day: Temporal.PlainDate, minutes: number): number {
    if (minutes === 24 * 60) return instant(day.add({ days: 1 }), 0);
    const time = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60);
    return day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
  }
}
