import { categoryTitle } from '../desk/categories.ts';
import type { Desk } from '../desk/desk.ts';
import type { Figures } from './figures.ts';
import { TO_BE_SORTED } from './report-table.ts';
import {
  closedCount,
  closedWords,
  NOTE,
  openWords,
  percentWords,
  periodWords,
  shareWords,
  timesWords,
  workingWords,
} from './report-words.ts';

/** The figures for a terminal. */
export function reportText(
  figures: Figures,
  { name, categories }: Pick<Desk, 'name' | 'categories'>,
): string {
  const { period, zone, byHour, byCategory, byAgent } = figures;
  const most = Math.max(...byHour, 1);
  const parts = [
    [`${name}: ${periodWords(period)} (${zone})`, NOTE],
    columns(totals(figures)),
    byCategory.length === 0
      ? []
      : columns([
          ['By category', 'opened', 'closed', 'open', 'first reply', 'resolve', 'within target'],
          ...byCategory.map((one) => [
            categoryTitle(categories, one.destination) ?? TO_BE_SORTED,
            `${one.opened}`,
            `${one.closed}`,
            `${one.stillOpen}`,
            medianOf(one.toFirstReply.medianMs),
            medianOf(one.toResolve.medianMs),
            percentWords(one.withinTarget),
          ]),
        ]),
    byHour.every((count) => count === 0)
      ? []
      : columns([
          ['By hour', 'opened'],
          ...byHour.flatMap((count, hour) =>
            count === 0
              ? []
              : [[`${hour}:00`, `${count}`, '#'.repeat(Math.ceil((count / most) * 40))]],
          ),
        ]),
    byAgent === undefined
      ? []
      : columns([
          ['By agent', 'resolved', 'answers', 'first reply', 'within target'],
          ...byAgent.map(({ user, resolved, replies, toFirstReply, withinTarget }) => [
            user,
            `${resolved}`,
            `${replies}`,
            medianOf(toFirstReply.medianMs),
            percentWords(withinTarget),
          ]),
        ]),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function totals(figures: Figures): string[][] {
  const { opened, closed, stillOpen, moved, reopened } = figures;
  return [
    ['Opened', `${opened.of}`, opened.count > 0 ? `${opened.count} by a split` : ''],
    ['Closed', `${closedCount(closed)}`, closedWords(closed)],
    ['Still open at the end', `${stillOpen.count}`, openWords(figures)],
    ['Time to claim', timesWords(figures.toClaim)],
    ['Time to first reply', timesWords(figures.toFirstReply)],
    ['Time to resolve', timesWords(figures.toResolve)],
    ['Answers within target', shareWords(figures.withinTarget)],
    ['Moved', `${moved.of}`, moved.count > 0 ? `${moved.count} had come to the wrong place` : ''],
    ['Opened again', `${reopened}`],
    ['Rated good', shareWords(figures.satisfaction)],
  ];
}

function medianOf(ms: number | null): string {
  return ms === null ? '–' : workingWords(ms);
}

/** Aligned but for the last cell of each row. A terminal takes what nobody sees in a title for commands. */
function columns(rows: string[][]): string[] {
  const shown = rows.map((row) => row.map((text) => text.replaceAll(/\p{C}/gu, ' ')));
  const widths = shown.reduce<number[]>((most, row) => {
    for (const [index, text] of row.slice(0, -1).entries()) {
      most[index] = Math.max(most[index] ?? 0, text.length);
    }
    return most;
  }, []);
  return shown.map((row) =>
    row
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
