import {
  electronicFormatIBAN,
  getCountrySpecifications,
  ValidationErrorsIBAN,
  validateIBAN,
} from 'ibantools';

/** Every country's prefix and length, so that the word after an IBAN is not taken as part of it. */
const shapes = Object.entries(getCountrySpecifications()).flatMap(([country, { chars }]) =>
  chars ? `${country}\\d\\d(?:[ -]?[A-Z\\d]){${chars - 4}}` : [],
);

const ibanShape = new RegExp(`(?<![\\p{L}\\d])(?:${shapes.join('|')})(?![\\p{L}\\d])`, 'giu');

/** Removes bank account numbers whose check digits are right. */
export function redactIbans(text: string): string {
  return text.replace(ibanShape, (shape) => (hasCheckDigits(shape) ? '[IBAN removed]' : shape));
}

/** A national check digit inside may be wrong: the number still points at somebody's account. */
function hasCheckDigits(shape: string): boolean {
  const { errorCodes } = validateIBAN(electronicFormatIBAN(shape) ?? '');
  return !errorCodes.includes(ValidationErrorsIBAN.WrongIBANChecksum);
}
