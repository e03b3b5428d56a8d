import { type Finding, findAll } from './finding.ts';

type Group = { digits: string; start: number; end: number; separator: string };

/** Digits, grouped as people group them, also over lines. After a plus sign they are a phone number. */
const digitRun = /(?<![+\d])\d+(?:[ \t\n./-]{1,3}\d+)*/g;

/** Groups of a run, of 1 to 19 digits. */
const LONGEST = 19;
const SHORTEST = 13;
/** Nineteen digits, each by itself. */
const LONGEST_SPACED = 19 * 4;

/** What numbers with a check digit of the same kind are called before they are written. */
const namedOtherwise =
  /(?<![\p{L}\d])(?:imei\d?|meid|iccid|eid|sim|serial|serien|sn|s\/n|order|tracking|parcel|shipment|invoice|reference|ref|ticket|case|article|item|sku|isbn|ean|gtin|upc|barcode|bestell|bestellung|auftrag|auftrags|rechnung|rechnungs|sendung|sendungs|commande|série|serie|suivi|colis|facture|pedido|rastreo|seguimiento|factura|ordine|spedizione|fattura|bestelling|factuur|zamówieni[ae]|faktura|заказа?|номер заказа|сери[яйню]\p{L}{0,6}|трек)(?:(?:[ \t:.#=(-]|number|num|no|nr|nummer|numéro|número|numero|code|id|is|was|ist|lautet|est|es|my|the|номер){0,10})$/iu;

const announced =
  /(?<!\p{L})(?:(?:credit|debit)?card|(?:kredit)?karte|kartennummer|cc|visa|mastercard|amex|maestro|carte|tarjeta|cartão|carta|kaart|kort|karta|karty|карт[аыу])(?:[ \t:=#"'(-]{1,3}(?:is|was|number|no|nr|ist|lautet|details|info)(?!\p{L})){0,3}[ \t.:=#"'(-]{0,4}(\d(?:[ -]?\d){11,18})(?![ -]?\d)/dgiu;

/**
 * Finds numbers of 13 to 19 digits, in any usual grouping, that have a card's check digit and that are
 * not called a serial number, an order or the like. It also finds what the customer calls a card number:
 * one with a typing error reveals as much.
 */
export function findCardNumbers(text: string): Finding[] {
  const checked: Finding[] = [];
  for (const { 0: run, index } of text.matchAll(digitRun)) {
    const mayHoldCard = run.length < LONGEST_SPACED || /\d{3}/.test(run);
    if (run.length < SHORTEST || !mayHoldCard) continue;
    for (const { start, end } of cardsIn(groupsOf(run))) {
      if (isNamedOtherwise(text, index + start)) continue;
      checked.push({ start: index + start, end: index + end, what: 'card number' });
      checked.push(...codeBehind(text, index + end));
    }
  }
  return [...checked, ...findAll(text, announced, 'card number')];
}

function isNamedOtherwise(text: string, index: number): boolean {
  return namedOtherwise.test(text.slice(Math.max(0, index - 40), index));
}

const expiryAndCode =
  /^[\s,;|/-]{1,4}(?:exp\p{L}{0,8}[ .:]{0,3})?(?:0?[1-9]|1[0-2])[ ]?[/-][ ]?(?:20)?\d\d[\s,;|/-]{1,4}(\d{3,4})(?!\d|[.,]\d)/diu;

/** The code on its back, which many write behind the number and the month in which it ends. */
function codeBehind(text: string, at: number): Finding[] {
  const [start, end] = expiryAndCode.exec(text.slice(at, at + 40))?.indices?.[1] ?? [];
  if (start === undefined || end === undefined) return [];
  return [{ start: at + start, end: at + end, what: 'card code' }];
}

function groupsOf(run: string): Group[] {
  return [...run.matchAll(/(\D*)(\d+)/g)].map(
    ({ index, 0: group, 1: gap = '', 2: digits = '' }) => ({
      digits,
      start: index + gap.length,
      end: index + group.length,
      // A line may end anywhere in a number.
      separator: gap.includes('\n') ? '' : gap.trim() || gap.slice(0, 1),
    }),
  );
}

/**
 * Other numbers may surround a card's (its expiry date, an amount), so every stretch is tried. Groups of
 * one or two digits within a longer run are more likely amounts or a list.
 */
function* cardsIn(groups: Group[]): Generator<{ start: number; end: number }> {
  const digits = groups.reduce((sum, group) => sum + group.digits.length, 0);
  const mayBeWhole = digits >= SHORTEST && digits <= LONGEST;
  for (const [first, begin] of groups.entries()) {
    if (!/^[1-6]/.test(begin.digits)) continue;
    const isFromStart = first === 0 && mayBeWhole;
    let number = '';
    let separator = '';
    for (let last = first; last < groups.length; last += 1) {
      const group = groups[last];
      if (!group || number.length + group.digits.length > LONGEST) break;
      if (group.digits.length < 3 && !isFromStart) break;
      number += group.digits;
      if (last > first && group.separator !== '') {
        if (separator !== '' && separator !== group.separator) break;
        separator = group.separator;
      }
      const isWhole = isFromStart && last === groups.length - 1;
      if (!isIssued(number) || !hasCheckDigit(number)) continue;
      const stretch = groups.slice(first, last + 1);
      if (isWhole || stretch.every((one) => one.digits.length > 2)) {
        yield { start: begin.start, end: group.end };
      }
    }
  }
}

/**
 * The first digits and the lengths of Visa, Mastercard, Amex, Discover, Diners, JCB, UnionPay, Maestro and
 * Mir. A phone's IMEI has 15 digits and the same check digit, and is none of these.
 */
function isIssued(number: string): boolean {
  switch (number.length) {
    case 13:
      return number.startsWith('4');
    case 14:
      return /^3[0689]/.test(number);
    case 15:
      return /^(?:3[47]|1800|2131)/.test(number);
    case 16:
    case 17:
    case 18:
    case 19:
      return /^(?:[3-6]|2[1-7])/.test(number);
    default:
      return false;
  }
}

/** @see https://en.wikipedia.org/wiki/Luhn_algorithm */
function hasCheckDigit(number: string): boolean {
  let sum = 0;
  for (let place = 0; place < number.length; place += 1) {
    const digit = number.charCodeAt(number.length - 1 - place) - 48;
    const weighted = place % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
