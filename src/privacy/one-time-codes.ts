const codeWord =
  '(?:otp|2fa|mfa|tan|pin|one[- ]time (?:pass)?(?:code|word)|passcode|(?:the|my|your) code|(?:verification|security|' +
  'authentication|authenticator|auth|login|log-in|sign-in|sms|confirmation|access) code|' +
  '(?:bestätigungs|sicherheits|einmal)-?code)';
const code = '(?:[A-Z]-)?(?:\\d{3}[ -]\\d{3}|\\d{4,8})(?![\\d.,]\\d|\\d)';

const announced = new RegExp(
  `(?<![\\p{L}\\d])(${codeWord}(?:[ \\t:=#"'(-]{1,3}(?:is|was|code|number|ist|lautet)\\b){0,3}[ \\t:=#"'(-]{0,4})${code}`,
  'giu',
);
const explained = new RegExp(
  `(?<![\\p{L}\\d#-])${code}(?= (?:is|was) (?:my|your|the) (?:[\\p{L}-]{1,20} ){0,2}?${codeWord})`,
  'giu',
);

/** Removes PINs and codes that were sent for one login, recognized by the words around them. */
export function redactOneTimeCodes(text: string): string {
  return text
    .replace(announced, '$1[one-time code removed]')
    .replace(explained, '[one-time code removed]');
}
