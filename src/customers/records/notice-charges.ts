import { type ChargeStatus, chargeStatus } from './charge-status.ts';
import type { ChargeData, PurchaseData } from './fact-data.ts';
import type { Notice } from './notice.ts';
import type { Fact } from './records.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** What is charged again within so long is hardly meant; what comes every day or month is. */
const AT_ONCE_MS = 12 * HOUR_MS;
const NEXT_DAY_MS = 36 * HOUR_MS;
/** A purchase belongs to charges this close to it. */
const BOUGHT_WITHIN_MS = 3 * DAY_MS;
/** Older than this, seen from the latest row, is no longer news. */
const REPETITION_IS_NEWS_MS = 365 * DAY_MS;
const REFUND_IS_NEWS_MS = 90 * DAY_MS;
const MOST_REPETITIONS = 3;
const MOST_REFUNDS = 2;

type Repetition = Extract<Notice, { code: 'charged-repeatedly' }>;
type Refund = Extract<Notice, { code: 'refund' | 'charge-status' }>;

/** A charge with the place of its fact, its time, and what its status says. */
type Row = ChargeData & { fact: number; ms: number; means: ChargeStatus };

/** What was charged repeatedly, and what was given back; the latest first. */
export function noticeCharges(facts: readonly Fact[]): Notice[] {
  const rows = facts.flatMap(rowOf);
  const latest = Math.max(...rows.map(({ ms }) => ms));
  const purchases = facts.flatMap(({ data }) => (data?.is === 'purchase' ? [data] : []));
  const givesBack = rows.filter(({ amount }) => isNegative(amount));
  const counted = new Set<Row>();
  const repetitions = repeatedCharges(rows)
    .filter((charges) => !areBought(charges, purchases))
    .flatMap((charges): Repetition[] => {
      const refunds = refundsOf(
        charges,
        givesBack.filter((row) => !counted.has(row)),
      );
      if (charges.length - refunds.length < 2) return [];
      for (const refund of refunds) counted.add(refund);
      return [repetition(charges, refunds.length)];
    });
  const refunds = [
    ...givesBack.filter((row) => !counted.has(row)).flatMap(refund),
    ...rows.filter(({ amount }) => !isNegative(amount)).flatMap(refundedCharge),
  ];
  return [
    ...latestOf(
      repetitions,
      ({ last }) => latest - Date.parse(last) <= REPETITION_IS_NEWS_MS,
    ).slice(0, MOST_REPETITIONS),
    ...latestOf(refunds, ({ at }) => latest - Date.parse(at) <= REFUND_IS_NEWS_MS).slice(
      0,
      MOST_REFUNDS,
    ),
  ];
}

/** Nothing for what is no charge, and for one whose time is none. */
function rowOf({ data }: Fact, fact: number): Row[] {
  if (data?.is !== 'charge') return [];
  const ms = Date.parse(data.at);
  const isUsable = !Number.isNaN(ms) && /[1-9]/.test(data.amount);
  return isUsable ? [{ ...data, fact, ms, means: chargeStatus(data.status) }] : [];
}

/** The charges of one thing within hours of one another, or on two days that no others are near. */
function repeatedCharges(rows: Row[]): Row[][] {
  const charged = rows.filter(
    ({ amount, means }) => !isNegative(amount) && (means === 'paid' || means === 'other'),
  );
  return [...Map.groupBy(charged, thingOf).values()].flatMap((same) => {
    const inOrder = same.toSorted((one, other) => one.ms - other.ms);
    const atOnce = runs(inOrder, AT_ONCE_MS).filter(({ length }) => length > 1);
    const onTwoDays = runs(inOrder, NEXT_DAY_MS).filter(
      ([first, second, ...more]) =>
        first && second && more.length === 0 && second.ms - first.ms > AT_ONCE_MS,
    );
    return [...atOnce, ...onTwoDays];
  });
}

/** What makes two charges the same, however they are written. */
function thingOf({ description, amount, currency, status, means }: Row): string {
  const word = means === 'other' ? plain(status ?? '') : means;
  return JSON.stringify([plain(description), decimal(amount), currency, word]);
}

/** Cuts charges in their order wherever the next one comes later than that. */
function runs(inOrder: Row[], withinMs: number): Row[][] {
  const found: Row[][] = [];
  for (const row of inOrder) {
    const run = found.at(-1);
    const before = run?.at(-1);
    if (run && before && row.ms - before.ms <= withinMs) run.push(row);
    else found.push([row]);
  }
  return found;
}

/** Whether it was bought as often as it was charged. */
function areBought(charges: Row[], purchases: PurchaseData[]): boolean {
  const bought = purchases.filter(({ item, price, currency, at }) =>
    charges.some(
      (charge) =>
        plain(item) === plain(charge.description) &&
        decimal(price) === decimal(charge.amount) &&
        currency === charge.currency &&
        Math.abs(Date.parse(at) - charge.ms) <= BOUGHT_WITHIN_MS,
    ),
  );
  return bought.length >= charges.length;
}

/** Refunds of the same amount after the first charge, unless they name something else. */
function refundsOf(charges: Row[], givesBack: Row[]): Row[] {
  const [first] = charges;
  if (!first) return [];
  return givesBack
    .filter(
      (row) =>
        row.ms >= first.ms &&
        row.currency === first.currency &&
        decimal(row.amount) === `-${decimal(first.amount)}` &&
        (row.means === 'paid' || row.means === 'given-back') &&
        isAbout(plain(row.description), plain(first.description)),
    )
    .slice(0, charges.length);
}

function isAbout(refund: string, thing: string): boolean {
  if (thing !== '' && refund.includes(thing)) return true;
  // A number alone names nothing that could be compared.
  const rest = refund.replace(/refund(ed)?|reversal|reversed|credit|chargeback|[\d\W_]/g, '');
  return rest === '' || rest === 'of' || rest === 'for' || rest === 'order';
}

function repetition(charges: Row[], refunds: number): Repetition {
  const [first, last] = [charges[0], charges.at(-1)];
  if (!first || !last) throw new Error('There is no repetition without charges.');
  const { amount, currency, description, means, status } = first;
  return {
    code: 'charged-repeatedly',
    times: charges.length,
    amount,
    currency,
    description,
    first: first.at,
    last: last.at,
    status: means === 'other' ? status : null,
    isPaid: charges.every((charge) => charge.means === 'paid' && charge.status !== null),
    refunds,
    facts: charges.map(({ fact }) => fact).toSorted((one, other) => one - other),
  };
}

/** One that came to nothing is none. */
function refund({ amount, currency, description, at, status, means, fact }: Row): Refund[] {
  if (means === 'not-paid' && !isUnderWay(status)) return [];
  const isDone = means === 'paid' || means === 'given-back';
  return [
    {
      code: 'refund',
      amount: amount.slice(1),
      currency,
      description,
      at,
      status: isDone ? null : status,
      facts: [fact],
    },
  ];
}

function isUnderWay(status: string | null): boolean {
  return /pending|process|progress|waiting|open|scheduled/i.test(status ?? '');
}

function refundedCharge(row: Row): Refund[] {
  const { amount, currency, description, at, status, means, fact } = row;
  if (status === null || (means !== 'given-back' && means !== 'about-refund')) return [];
  return [{ code: 'charge-status', amount, currency, description, at, status, facts: [fact] }];
}

/** Those that are still news, the latest first. */
function latestOf<Some extends Repetition | Refund>(
  notices: Some[],
  isNews: (notice: Some) => boolean,
): Some[] {
  const timeOf = (found: Repetition | Refund) =>
    Date.parse(found.code === 'charged-repeatedly' ? found.last : found.at);
  return notices.filter(isNews).toSorted((one, other) => timeOf(other) - timeOf(one));
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim();
}

function isNegative(amount: string): boolean {
  return amount.startsWith('-');
}

/** A decimal without zeros that say nothing: `007.50` is `7.5`. */
function decimal(amount: string): string {
  const short = amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
  return short.replace(/^(-?)0+(?=\d)/, '$1');
}
