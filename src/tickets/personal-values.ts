import type { CustomerRecords } from '../customers/records/records.ts';
import type { Queries } from '../database/open-database.ts';
import { findEmails } from '../privacy/find-emails.ts';
import { findLastDigits } from '../privacy/find-last-digits.ts';
import { withMerged } from './merged-tickets.ts';
import type { Ticket } from './ticket.ts';
import { loadTriage } from './ticket-store.ts';

/**
 * What of a customer's own records a text holds, every email in it, and what it calls a card's last digits: more than the customer may read
 * it. Nothing is found in words that anybody might use, such as a status.
 */
export function personalValuesIn(text: string, records: CustomerRecords | undefined): string[] {
  const others = recordValuesIn(text, records).filter((value) => !value.includes('@'));
  return [...new Set([...findEmails(text), ...others, ...findLastDigits(text)])];
}

/** The same of all that the agents of a ticket know: the records of those that were merged into it, too. */
export async function personalValuesFor(
  queries: Queries,
  { ticket, text }: { ticket: Ticket; text: string },
): Promise<string[]> {
  const all = await recordsWithMerged(queries, ticket);
  return [...new Set([undefined, ...all].flatMap((records) => personalValuesIn(text, records)))];
}

/** The records of a ticket, and of those that go on in it. */
export async function recordsWithMerged(
  queries: Queries,
  ticket: Ticket,
): Promise<CustomerRecords[]> {
  const tickets = await withMerged(queries, ticket);
  const found = await Promise.all(tickets.map(({ id }) => loadTriage(queries, id)));
  return found.flatMap(({ records }) => records ?? []);
}

/** What of a customer's own records a text holds. */
export function recordValuesIn(text: string, records: CustomerRecords | undefined): string[] {
  const values = (records?.sections ?? [])
    .filter(({ personal }) => personal)
    .flatMap(({ facts }) => facts.map(({ value }) => value));
  const known = values.flatMap((value) => [...tellingParts(value), ...findEmails(value)]);
  const account = records?.account.status === 'found' ? [records.account.account] : [];
  const of = account.flatMap(({ id, email }) => [id, email]);
  const found = [...known, ...of].filter((value) => holds(text, value));
  return [...new Set(found)];
}

/** A value as a whole where it has several words or a digit, and each of its words with digits. */
function tellingParts(value: string): string[] {
  const whole = value.trim();
  const isTelling = /\d/.test(whole) || /\S\s+\S/.test(whole);
  const numbers = whole.match(/[\p{L}\d]*\d[\p{L}\d.,:/-]*[\p{L}\d]/gu) ?? [];
  return [...(isTelling ? [whole] : []), ...numbers].filter((part) => part.length >= SHORTEST);
}

/** One or two digits are in every text. */
const SHORTEST = 3;

function holds(text: string, value: string): boolean {
  const at = normalized(text).indexOf(` ${normalized(value).trim()} `);
  return at >= 0;
}

/** Words between single spaces, so that line breaks, case and marks around a word do not hide it. */
function normalized(text: string): string {
  const words = text
    .toLowerCase()
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}.,:/@_-]+/u)
    .map((word) => word.replace(/^[.,:/_-]+|[.,:/_-]+$/g, ''))
    .filter((word) => word !== '');
  return ` ${words.join(' ')} `;
}
