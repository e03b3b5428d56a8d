import {
  electronicFormatIBAN,
  getCountrySpecifications,
  ValidationErrorsIBAN,
  validateIBAN,
} from 'ibantools';
import { type Finding, findAll } from './finding.ts';

/** Every country's prefix and length, so that the word after an IBAN is not taken as part of it. */
const shapes = Object.entries(getCountrySpecifications()).flatMap(([country, { chars }]) =>
  chars ? `${country}\\d\\d(?:[ \\n-]?[A-Z\\d]){${chars - 4}}` : [],
);

const ibanShape = new RegExp(`(?<![\\p{L}\\d])(?:${shapes.join('|')})(?![\\p{L}\\d])`, 'giu');

/** Finds bank account numbers whose check digits are right, also over two lines. */
export function findIbans(text: string): Finding[] {
  return findAll(text, ibanShape, 'IBAN').filter(({ start, end }) =>
    hasCheckDigits(text.slice(start, end).replace(/\s/g, '')),
  );
}

/** A national check digit inside may be wrong: the number still points at somebody's account. */
function hasCheckDigits(shape: string): boolean {
  const { errorCodes } = validateIBAN(electronicFormatIBAN(shape) ?? '');
  return !errorCodes.includes(ValidationErrorsIBAN.WrongIBANChecksum);
}
