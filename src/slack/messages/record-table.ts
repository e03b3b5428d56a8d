import type { RichTextBlock, TableBlock } from '@slack/web-api';
import type { ChargeData } from '../../customers/records/fact-data.ts';
import { day, money } from '../../customers/records/fact-text.ts';
import type { Fact, Section } from '../../customers/records/records.ts';
import type { SectionId } from '../../desk/desk.ts';
import { clip } from './clip.ts';
import { paragraph } from './rich-text.ts';

type Cell = TableBlock['rows'][number][number];

/** A fact, and whether something was noticed about it. */
export type MarkedFact = { fact: Fact; isNoticed: boolean };

/** The facts of a section, and those of them that have columns of their own. */
export type TabledSection = { rows: MarkedFact[]; beside: MarkedFact[] };

/** Charges make a table and leave the rest beside it; without any, all facts make one. */
export function tabled({ facts, noticed = [] }: Section): TabledSection {
  const about = new Set(noticed.flatMap((notice) => notice.facts));
  const marked = facts.map((fact, index) => ({ fact, isNoticed: about.has(index) }));
  const isCharge = ({ fact }: MarkedFact) => fact.data?.is === 'charge';
  if (!marked.some(isCharge)) return { rows: marked, beside: [] };
  return {
    rows: marked.filter(isCharge),
    beside: marked.filter((found) => !isCharge(found)),
  };
}

/** The facts as a table under its headings, what was noticed in bold. Slack takes one table a message. */
export function recordTable(
  section: SectionId,
  { rows, longestCell }: { rows: MarkedFact[]; longestCell: number },
): TableBlock {
  const charges = rows.flatMap(({ fact: { data } }) => (data?.is === 'charge' ? [data] : []));
  const areCharges = charges.length === rows.length;
  const headings = areCharges ? chargeHeadings : headingsOf[section];
  const cells = ({ fact, isNoticed }: MarkedFact) =>
    cellsOf(fact, areCharges).map((text) => cell(clip(text, longestCell), isNoticed));
  return {
    type: 'table',
    rows: [headings.map((heading) => cell(heading, false)), ...rows.map(cells)],
    column_settings: areCharges ? [{}, RIGHT] : [{}, WRAPPED],
  };
}

const RIGHT = { align: 'right' } as const;
const WRAPPED = { is_wrapped: true };

const chargeHeadings = ['Date', 'Amount', 'For', 'Status', 'Paid with'];
const headingsOf: Record<SectionId, string[]> = {
  'billing-details': ['What', 'Value'],
  'sale-items': ['Item', 'Price'],
  rewards: ['What', 'Reward'],
  'account-details': ['What', 'Value'],
};

function cellsOf({ label, value, data }: Fact, areCharges: boolean): string[] {
  return areCharges && data?.is === 'charge' ? chargeCells(data) : [label, value];
}

function chargeCells({ at, amount, currency, description, status, method }: ChargeData): string[] {
  return [day(new Date(at)), money(amount, currency), description, status ?? '', method ?? ''];
}

/** Slack refuses a cell without text. */
function cell(text: string, isBold: boolean): Cell {
  const shown = text.trim() === '' ? '–' : text;
  return isBold ? boldCell(shown) : { type: 'raw_text', text: shown };
}

function boldCell(text: string): RichTextBlock {
  return paragraph({ bold: text });
}
