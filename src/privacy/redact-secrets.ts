import { redactCardCodes } from './card-codes.ts';
import { redactCardNumbers } from './card-numbers.ts';
import { redactIbans } from './ibans.ts';
import { redactOneTimeCodes } from './one-time-codes.ts';
import { redactPasswords } from './passwords.ts';
import { redactSocialSecurityNumbers } from './social-security-numbers.ts';
import { redactTokens } from './tokens.ts';

/** Larger secrets first: a smaller pattern could match inside one and leave the rest of it. */
const redactions = [
  redactTokens,
  redactIbans,
  redactCardNumbers,
  redactCardCodes,
  redactSocialSecurityNumbers,
  redactOneTimeCodes,
  redactPasswords,
];

/**
 * Removes what nobody in support needs and nobody should keep: card numbers and their codes,
 * passwords, tokens, private keys, one-time codes, IBANs, US social security numbers. A note in
 * brackets names what was removed. Prices, dates, order and phone numbers stay.
 *
 * It takes time linear in the text's length; a second run changes nothing.
 */
export function redactSecrets(text: string): string {
  return redactions.reduce((redacted, redact) => redact(redacted), text);
}
