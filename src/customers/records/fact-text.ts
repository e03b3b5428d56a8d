import type { PaymentMethod } from './support-rows.ts';

const longestText = 200;

/** Writes an amount as `349.99 USD`. */
export function money(amount: string, currency: string): string {
  return `${amount} ${currency}`;
}

/** Writes a moment's day in UTC as `5 Nov 2026`. */
export function day(moment: Date): string {
  return moment.toUTCString().slice(5, 16).replace(/^0/, '');
}

/** Writes a payment method as `AMEX ••1234`. */
export function paymentMethod({ brand, last4 }: PaymentMethod): string {
  return `${oneLine(brand)} ••${last4}`;
}

/** Puts a record's text on one short line, so that no record can fill a card. */
export function oneLine(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  if (letters.length <= longestText) return letters.join('');
  return `${letters.slice(0, longestText - 1).join('')}…`;
}

/** Joins the defined parts with commas. */
export function list(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(', ');
}
