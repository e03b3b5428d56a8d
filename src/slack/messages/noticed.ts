import type { KnownBlock } from '@slack/web-api';
import { day, money } from '../../customers/records/fact-text.ts';
import type { Notice } from '../../customers/records/notice.ts';
import { clip } from './clip.ts';
import { paragraph } from './rich-text.ts';

const MOST_NOTICES = 6;
const LONGEST_NOTICE = 220;
const LONGEST_NAME = 80;

/** What agents should not overlook, a line each; no block where there is nothing. */
export function noticedBlocks(lines: string[]): KnownBlock[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST_NOTICES).map((line) => `• ${clip(line, LONGEST_NOTICE)}`);
  return [paragraph({ bold: shown.join('\n') })];
}

/** A notice in words that say no more than the rows do. */
export function noticeText(notice: Notice): string {
  switch (notice.code) {
    case 'charged-repeatedly':
      return repeatedText(notice);
    case 'refund':
      return `${notice.status === null ? 'Already refunded' : 'Refund'}: ${whatText(notice)} on ${dayOf(notice.at)}${statusText(notice.status)}`;
    case 'charge-status':
      return `Charge of ${whatText(notice)} on ${dayOf(notice.at)}: ${clip(notice.status, LONGEST_NAME)}`;
    case 'account-locked':
      return `Account locked since ${dayOf(notice.since)}${statusText(notice.status)}`;
    case 'account-status':
      return `Account status: ${clip(notice.status, LONGEST_NAME)}`;
  }
}

function repeatedText(notice: Extract<Notice, { code: 'charged-repeatedly' }>): string {
  const { times, first, last, status, isPaid, refunds } = notice;
  const days = [...new Set([dayOf(first), dayOf(last)])].join(' and ');
  const refunded = refunds === 0 ? '' : `, refunded ${refunds === 1 ? 'once' : timesText(refunds)}`;
  const what = whatText(notice);
  if (!isPaid) return `${times} charges of ${what} on ${days}${statusText(status)}${refunded}`;
  return `Charged ${timesText(times)}: ${what} on ${days}${refunded}`;
}

function timesText(times: number): string {
  return times === 2 ? 'twice' : `${times} times`;
}

function whatText({
  amount,
  currency,
  description,
}: {
  amount: string;
  currency: string;
  description: string;
}): string {
  const what = clip(description, LONGEST_NAME);
  return what === '' ? money(amount, currency) : `${money(amount, currency)} for ${what}`;
}

function statusText(status: string | null): string {
  return status === null ? '' : `, status “${clip(status, LONGEST_NAME)}”`;
}

function dayOf(time: string): string {
  return day(new Date(time));
}

/** That a customer has asked before, lately; nothing for their first ticket. */
export function ticketsText(count: number): string | undefined {
  if (count < 2) return undefined;
  return `This customer’s ${ordinals.get(count) ?? `${count}${suffix(count)}`} ticket in 30 days`;
}

const ordinals = new Map([
  [2, 'second'],
  [3, 'third'],
  [4, 'fourth'],
  [5, 'fifth'],
]);

function suffix(count: number): string {
  const isTeen = Math.floor(count / 10) % 10 === 1;
  return (isTeen ? undefined : ['th', 'st', 'nd', 'rd'][count % 10]) ?? 'th';
}
