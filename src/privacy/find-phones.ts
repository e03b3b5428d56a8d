const group = '(?:[ \\u00a0./-]{1,2}\\d{2,14}){0,6}';
// Only after a country's code may a group be one digit: the area of Paris, Tokyo or Amsterdam.
const withCountryCode = '(?:\\+|00)\\d{1,5}(?:[ \\u00a0./-]{1,2}\\d{1,14}){1,7}';
const areaCode = '\\(\\+?\\d{1,5}(?:-\\d{1,4})?\\)[ -]?\\d{2,14}';

/** Anything that could be a phone number by its characters, the North American form first. */
const candidate = new RegExp(
  `(?<![\\p{L}\\d$€£¥#_.,/+-])(?:(?:\\+?1[ .-]?)?(?:\\(\\d{3}\\) ?|\\d{3}[ .-])\\d{3}[ .-]\\d{4}|(?:\\+|00)?\\d{1,15} ?${areaCode}${group}|${areaCode}${group}|${withCountryCode}|\\+?\\d{1,15}${group})(?![\\p{L}\\d$€£¥%]|[.,]\\d)`,
  'gu',
);

const northAmerican = /^(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}$/;
const date =
  /^(?:[0-3]?\d[./-][0-3]?\d[./-](?:\d{4}|\d\d)|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?![./-]?\d)/;

const glue = '(?:[\\s:.#(-]|number|no|nr|nummer|is|ist|at|on|under|me|us|my){0,8}';
const announcedAsPhone = new RegExp(
  `(?<!\\p{L})(?:(?:tele|mobile ?|cell ?)?phone|(?:my|contact) number|tel|telefon|mobile?|cell|fax|desk|handy|call|text|ring|whatsapp|sms)${glue}$`,
  'iu',
);
const announcedAsOther = new RegExp(
  `(?<!\\p{L})(?:order|invoice|ticket|tracking|parcel|reference|ref|case|account|customer|serial|article|item|sku|license|bestellung|bestell|rechnung|rechnungs|kunden)${glue}$`,
  'iu',
);

/** Replaces each phone number; order numbers, prices and dates stay. */
export function replacePhones(text: string, replacement: (phone: string) => string): string {
  return text.replace(candidate, (found, offset: number) => {
    const before = text.slice(Math.max(offset - 30, 0), offset);
    return isPhone(found, before) ? replacement(found) : found;
  });
}

/** The digits that all usual ways to write one number have in common. */
export function phoneDigits(phone: string): string {
  const digits = phone.replace(/^00/, '').replace('(0)', '').replace(/\D/g, '');
  return northAmerican.test(phone) && digits.length === 10 ? `1${digits}` : digits;
}

function isPhone(found: string, before: string): boolean {
  const digits = found.replace(/\D/g, '');
  if (digits.length < 6 || digits.length > 15) return false;
  if (announcedAsOther.test(before) || date.test(found)) return false;
  return looksDialled(found, digits) || announcedAsPhone.test(before);
}

function looksDialled(found: string, digits: string): boolean {
  if (northAmerican.test(found)) return true;
  if (found.startsWith('+') || found.includes('(')) return digits.length > 6;
  return found.startsWith('0') && digits.length > 8;
}
