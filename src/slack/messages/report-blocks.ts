import type { KnownBlock, RichTextBlock, TableBlock } from '@slack/web-api';
import { categoryTitle } from '../../desk/categories.ts';
import type { Category } from '../../desk/desk.ts';
import type { AgentFigures, CategoryFigures, Figures } from '../../reports/figures.ts';
import { TO_BE_SORTED } from '../../reports/report-table.ts';
import {
  closedCount,
  closedWords,
  hourWords,
  NOTE,
  openWords,
  percentWords,
  periodWords,
  shareWords,
  timesWords,
  workingWords,
} from '../../reports/report-words.ts';
import { clip } from './clip.ts';
import { plainText } from './plain-text.ts';
import { type Piece, paragraph } from './rich-text.ts';

/** More categories are in the CSV alone; so are more agents. */
const MOST_ROWS = 20;
const LONGEST_TITLE = 60;

/**
 * The figures of a week or another period, for the leads' channel and a lead's Home tab. Plain, they
 * hold no table, which Slack takes in messages alone.
 */
export function reportBlocks(
  figures: Figures,
  {
    categories,
    agentNames,
    isPlain = false,
  }: {
    categories: Category[];
    /** By user; who is not in it is shown by id. */
    agentNames: ReadonlyMap<string, string>;
    isPlain?: boolean;
  },
): KnownBlock[] {
  const { period, byCategory, byHour, byAgent } = figures;
  const titled = byCategory.map((one) => ({
    ...one,
    title: titleOf(categoryTitle(categories, one.destination)),
  }));
  const hours = hourWords(byHour);
  return [
    { type: 'header', text: plainText(periodWords(period)) },
    paragraph(...lines(totals(figures))),
    paragraph(...lines(times(figures))),
    paragraph(...lines(quality(figures))),
    ...categoryBlocks(titled, isPlain),
    ...(hours === '' ? [] : [paragraph({ bold: 'Opened by hour ' }, hours)]),
    ...(byAgent && byAgent.length > 0 ? [agentLines(byAgent, agentNames)] : []),
    { type: 'context', elements: [plainText(NOTE)] },
  ];
}

/** Slack refuses a cell without text. */
function titleOf(title: string | undefined): string {
  return clip(title?.trim() || TO_BE_SORTED, LONGEST_TITLE);
}

type Line = [name: string, value: string, more?: string];

function totals(figures: Figures): Line[] {
  const { opened, closed, stillOpen } = figures;
  return [
    ['Opened', `${opened.of}`, opened.count > 0 ? `${opened.count} by a split` : ''],
    ['Closed', `${closedCount(closed)}`, closedWords(closed)],
    ['Still open at the end', `${stillOpen.count}`, openWords(figures)],
  ];
}

function times({ toClaim, toFirstReply, toResolve }: Figures): Line[] {
  return [
    ['Time to claim', timesWords(toClaim)],
    ['Time to first reply', timesWords(toFirstReply)],
    ['Time to resolve', timesWords(toResolve)],
  ];
}

function quality({ withinTarget, moved, reopened, satisfaction }: Figures): Line[] {
  return [
    ['Answers within target', shareWords(withinTarget)],
    ['Moved', `${moved.of}`, moved.count > 0 ? `${moved.count} had come to the wrong place` : ''],
    ['Opened again', `${reopened}`],
    ['Rated good', shareWords(satisfaction)],
  ];
}

function lines(all: Line[]): Piece[] {
  return all.flatMap(([name, value, more = ''], index): Piece[] => [
    `${index > 0 ? '\n' : ''}${name} `,
    { bold: value },
    more === '' ? '' : `: ${more}`,
  ]);
}

type Titled = CategoryFigures & { title: string };

function categoryBlocks(categories: Titled[], isPlain: boolean): KnownBlock[] {
  if (categories.length === 0) return [];
  if (isPlain) return [categoryLines(categories)];
  const more = moreWords(categories.length);
  return [categoryTable(categories), ...(more === '' ? [] : [paragraph(more)])];
}

function categoryTable(categories: Titled[]): TableBlock {
  const headings = ['Category', 'Opened', 'Closed', 'Open', 'First reply', 'Resolve', 'In target'];
  const rows = categories.slice(0, MOST_ROWS).map((one) => [one.title, ...categoryCells(one)]);
  return {
    type: 'table',
    rows: [headings, ...rows].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
    column_settings: [{ is_wrapped: true }, ...headings.slice(1).map(() => RIGHT)],
  };
}

const RIGHT = { align: 'right' } as const;

function categoryCells({
  opened,
  closed,
  stillOpen,
  toFirstReply,
  toResolve,
  withinTarget,
}: CategoryFigures): string[] {
  return [
    `${opened}`,
    `${closed}`,
    `${stillOpen}`,
    medianWords(toFirstReply.medianMs),
    medianWords(toResolve.medianMs),
    percentWords(withinTarget),
  ];
}

function categoryLines(categories: Titled[]): RichTextBlock {
  return namedLines(categories, ({ title, ...one }) => {
    const [opened, closed, open, reply, resolve, target] = categoryCells(one);
    const words = `${opened} opened, ${closed} closed, ${open} open; first reply ${reply}, resolve ${resolve}, in target ${target}`;
    return [title, words];
  });
}

function agentLines(agents: AgentFigures[], names: ReadonlyMap<string, string>): RichTextBlock {
  return namedLines(agents, ({ user, resolved, replies, toFirstReply, withinTarget }) => [
    names.get(user) ?? user,
    `${resolved} resolved, ${replies} answers; first reply ${medianWords(toFirstReply.medianMs)}, in target ${percentWords(withinTarget)}`,
  ]);
}

/** One block for all of them: Slack takes fifty in a message. */
function namedLines<Item>(
  items: Item[],
  describe: (item: Item) => [name: string, words: string],
): RichTextBlock {
  const pieces = items.slice(0, MOST_ROWS).flatMap((item, index): Piece[] => {
    const [name, words] = describe(item);
    return [index > 0 ? '\n' : '', { bold: `${name} ` }, words];
  });
  return paragraph(...pieces, moreWords(items.length, '\n'));
}

function moreWords(count: number, before = ''): string {
  return count > MOST_ROWS ? `${before}${count - MOST_ROWS} more are in the CSV.` : '';
}

function medianWords(ms: number | null): string {
  return ms === null ? '–' : workingWords(ms);
}
