import { Temporal } from 'temporal-polyfill';
import type { Closed, Figures, Share, Times } from './figures.ts';
import type { Period } from './period.ts';

/*
 * Figures as words, for the report in Slack and the one that `npm run report` prints.
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** As `16–22 November 2026`. */
export function periodWords({ from, to }: Period): string {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const end = `${last.day} ${monthOf(last)} ${last.year}`;
  if (from === to) return end;
  if (first.year !== last.year) return `${first.day} ${monthOf(first)} ${first.year} – ${end}`;
  if (first.month !== last.month) return `${first.day} ${monthOf(first)} – ${end}`;
  return `${first.day}–${end}`;
}

/** Working time, which has no days of its own: `45 min`, `12 h`, `1 h 5 min`. */
export function workingWords(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 1) return 'less than 1 min';
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Time by the clock: `50 min`, `5 h`, `12 days`. */
export function ageWords(ms: number): string {
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / DAY_MS)} days`;
}

export function timesWords({ count, medianMs, p90Ms }: Times): string {
  if (medianMs === null || p90Ms === null) return 'none';
  const tickets = count === 1 ? '1 ticket' : `${count} tickets`;
  return `median ${workingWords(medianMs)}, 9 of 10 within ${workingWords(p90Ms)} (${tickets})`;
}

/** No share of nothing. */
export function shareWords({ count, of }: Share): string {
  return of === 0 ? 'none' : `${percentWords({ count, of })} (${count} of ${of})`;
}

/** Rounded down, so that only all of them are 100%. */
export function percentWords({ count, of }: Share): string {
  return of === 0 ? '–' : `${Math.floor((count * 100) / of)}%`;
}

export function closedCount(closed: Closed): number {
  return Object.values(closed).reduce((sum, count) => sum + count, 0);
}

/** How tickets were closed, what there was none of left out. */
export function closedWords({ resolved, waitedOut, noRequest, merged }: Closed): string {
  return [
    resolved > 0 && `${resolved} resolved`,
    waitedOut > 0 && `${waitedOut} without an answer of the customer`,
    noRequest > 0 && `${noRequest} not a request`,
    merged > 0 && `${merged} merged into another`,
  ]
    .filter((words) => words !== false)
    .join(', ');
}

export function openWords({ stillOpen }: Figures): string {
  const { medianAgeMs, oldestAgeMs } = stillOpen;
  if (medianAgeMs === null || oldestAgeMs === null) return '';
  return `for ${ageWords(medianAgeMs)} in the median, the oldest for ${ageWords(oldestAgeMs)}`;
}

/** The hours in which tickets were opened: `8:00: 3, 9:00: 5`. */
export function hourWords(byHour: readonly number[]): string {
  return byHour.flatMap((count, hour) => (count > 0 ? `${hour}:00: ${count}` : [])).join(', ');
}

/** What the figures mean that readers most often ask. */
export const NOTE =
  'Times are working time, by the hours that the desk had then. A ticket that was moved counts where it is now; what was merged or waited out is no resolved ticket. The CSV has every figure.';

function monthOf({ month }: Temporal.PlainDate): string {
  return MONTHS[month - 1] ?? '';
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
