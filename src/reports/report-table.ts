import { categoryTitle } from '../desk/categories.ts';
import type { Category } from '../desk/desk.ts';
import { csvOf } from './csv.ts';
import type { Figures, Share, Times } from './figures.ts';

type Row = [
  about: string,
  name: string,
  figure: string,
  value: string | number | null,
  unit: string,
];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const HEADINGS: Row = ['about', 'name', 'figure', 'value', 'unit'];

/** What tickets are called that no category has. */
export const TO_BE_SORTED = 'To be sorted';

/** All figures as CSV: one a line, so that a spreadsheet filters them and a later figure moves none. */
export function reportCsv(
  figures: Figures,
  {
    categories,
    agentName = (user) => user,
  }: { categories: Category[]; agentName?: (user: string) => string },
): string {
  const { period, byCategory, byHour, byAgent = [] } = figures;
  return csvOf([
    HEADINGS,
    ['period', '', 'first day', period.from, 'date'],
    ['period', '', 'last day', period.to, 'date'],
    ['period', '', 'time zone', figures.zone, ''],
    ...totalRows(figures),
    ...byCategory.flatMap(
      ({ destination, opened, closed, stillOpen, toFirstReply, toResolve, withinTarget }) =>
        rowsAbout('category', categoryTitle(categories, destination) ?? TO_BE_SORTED, [
          ['opened', opened, 'tickets'],
          ['closed', closed, 'tickets'],
          ['still open at the end', stillOpen, 'tickets'],
          ...timeRows('time to first reply', toFirstReply),
          ...timeRows('time to resolve', toResolve),
          ...shareRows('answers within target', withinTarget),
        ]),
    ),
    ...byHour.map((count, hour): Row => ['hour', `${hour}:00`, 'opened', count, 'tickets']),
    ...byAgent.flatMap(({ user, resolved, replies, toFirstReply, withinTarget }) =>
      rowsAbout('agent', agentName(user), [
        ['resolved', resolved, 'tickets'],
        ['answers', replies, 'answers'],
        ...timeRows('time to first reply', toFirstReply),
        ...shareRows('answers within target', withinTarget),
      ]),
    ),
  ]);
}

type Figure = [figure: string, value: number | null, unit: string];

function totalRows(figures: Figures): Row[] {
  const { opened, closed, stillOpen, toClaim, toFirstReply, toResolve } = figures;
  const { withinTarget, moved, reopened, satisfaction } = figures;
  return rowsAbout('all', '', [
    ['opened', opened.of, 'tickets'],
    ['opened by a split', opened.count, 'tickets'],
    ['resolved', closed.resolved, 'tickets'],
    ['closed without an answer of the customer', closed.waitedOut, 'tickets'],
    ['closed as no request', closed.noRequest, 'tickets'],
    ['merged into another', closed.merged, 'tickets'],
    ['still open at the end', stillOpen.count, 'tickets'],
    ['age of what is open: median', rounded(stillOpen.medianAgeMs, DAY_MS), 'days'],
    ['age of what is open: oldest', rounded(stillOpen.oldestAgeMs, DAY_MS), 'days'],
    ...timeRows('time to claim', toClaim),
    ...timeRows('time to first reply', toFirstReply),
    ...timeRows('time to resolve', toResolve),
    ...shareRows('answers within target', withinTarget),
    ['moved', moved.of, 'moves'],
    ['moved since it had come to the wrong place', moved.count, 'moves'],
    ['opened again', reopened, 'times'],
    ['rated good', satisfaction.count, 'answers'],
    ['rated', satisfaction.of, 'answers'],
  ]);
}

function timeRows(name: string, { count, medianMs, p90Ms }: Times): Figure[] {
  return [
    [`${name}: tickets`, count, 'tickets'],
    [`${name}: median`, rounded(medianMs, MINUTE_MS), 'minutes of working time'],
    [`${name}: 90th percentile`, rounded(p90Ms, MINUTE_MS), 'minutes of working time'],
  ];
}

function shareRows(name: string, { count, of }: Share): Figure[] {
  return [
    [name, count, 'answers'],
    [`${name}: of`, of, 'answers'],
  ];
}

function rowsAbout(about: string, name: string, figures: Figure[]): Row[] {
  return figures.map(([figure, value, unit]) => [about, name, figure, value, unit]);
}

function rounded(ms: number | null, unitMs: number): number | null {
  return ms === null ? null : Math.round((ms / unitMs) * 100) / 100;
}
