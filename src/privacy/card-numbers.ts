type Group = { digits: string; start: number; end: number; separator: string };
type Span = { start: number; end: number };

/** Digits, grouped as people group them. After a plus sign they are a phone number. */
const digitRun = /(?<![+\d])\d+(?:[ \t\u00a0\u202f.–-]{1,3}\d+)*/g;

/** The first digits of Visa, Mastercard, Amex, Discover, Diners, JCB, UnionPay, Maestro and Mir. */
const issuer = /^(?:[3-6]|2[1-7]|1800)/;

const announced =
  /(?<!\p{L})((?:(?:credit|debit)?card|(?:kredit)?karte|kartennummer|cc|visa|mastercard|amex|maestro)(?:[ \t:=#"'(-]{1,3}(?:is|was|number|no|nr|ist|lautet|details|info)\b){0,3}[ \t.:=#"'(-]{0,4})\d(?:[ -]?\d){11,18}(?![ -]?\d)/giu;

/**
 * Removes numbers of 13 to 19 digits, in any usual grouping, that have a card's check digit. It also
 * removes what the customer calls a card number: one with a typing error reveals as much.
 */
export function redactCardNumbers(text: string): string {
  return text
    .replace(digitRun, (run) => removeSpans(run, cardSpans(groupsOf(run))))
    .replace(announced, '$1[card number removed]');
}

function groupsOf(run: string): Group[] {
  return [...run.matchAll(/(\D*)(\d+)/g)].map(
    ({ index, 0: group, 1: gap = '', 2: digits = '' }) => ({
      digits,
      start: index + gap.length,
      end: index + group.length,
      separator: gap.trim() || gap.slice(0, 1),
    }),
  );
}

/** Other numbers may surround a card's (its expiry date, an amount), so every stretch is tried. */
function cardSpans(groups: Group[]): Span[] {
  return groups.flatMap((_, first) => {
    const longest = groups.slice(first, first + 19);
    return longest.flatMap((_, index) => {
      const stretch = longest.slice(0, index + 1);
      const isWhole = stretch.length === groups.length;
      return isCard(stretch, { isWhole }) ? spanOf(stretch) : [];
    });
  });
}

function isCard(groups: Group[], { isWhole }: { isWhole: boolean }): boolean {
  const number = groups.map(({ digits }) => digits).join('');
  const [, ...gaps] = groups.map(({ separator }) => separator);
  const isEvenlySpaced = new Set(gaps).size < 2;
  // Short groups within a longer run are more likely amounts or a list.
  const isGroupedAsCard = isWhole || groups.every(({ digits }) => digits.length > 2);
  return (
    number.length >= 13 &&
    number.length <= 19 &&
    issuer.test(number) &&
    isEvenlySpaced &&
    isGroupedAsCard &&
    hasCheckDigit(number)
  );
}

/** @see https://en.wikipedia.org/wiki/Luhn_algorithm */
function hasCheckDigit(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const weighted = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}

function spanOf(groups: Group[]): Span[] {
  const [first, last] = [groups.at(0), groups.at(-1)];
  return first && last ? [{ start: first.start, end: last.end }] : [];
}

function removeSpans(text: string, spans: Span[]): string {
  let kept = '';
  let end = 0;
  for (const span of spans) {
    if (span.start >= end) kept += `${text.slice(end, span.start)}[card number removed]`;
    end = Math.max(end, span.end);
  }
  return kept + text.slice(end);
}
