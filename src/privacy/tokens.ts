/** Keys in the form that their issuers gave them so that they can be found. */
const issued = [
  'xox[a-z](?:\\.xox[a-z])?-[\\w-]{8,}',
  'xapp-[\\w-]{8,}',
  'sk-[\\w-]{12,}',
  '[srp]k_(?:live|test)_\\w{8,}',
  'gh[oprsu]_\\w{16,}',
  'github_pat_\\w{16,}',
  'glpat-[\\w-]{12,}',
  'npm_\\w{20,}',
  'hf_\\w{16,}',
  'A[KS]IA[A-Z\\d]{12,}',
  'AIza[\\w-]{30,}',
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}',
  'eyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]{0,})?',
];

// Only at the beginning of a word: otherwise a long word would be read again from each character.
const issuedToken = new RegExp(`(?<![\\w-])(?:${issued.join('|')})`, 'g');
const bearerToken = /\b(Bearer|Basic) {1,3}[\w.~+/-]{16,}={0,2}/gi;
const passwordInUrl = /(:\/\/[^\s/@:]{1,100}:)[^\s/@]{1,100}(?=@)/g;
// A key whose end was cut off is removed too.
const privateKey =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)/g;

/** Removes API keys, bearer tokens, passwords in URLs, and private keys. */
export function redactTokens(text: string): string {
  return text
    .replace(privateKey, '[private key removed]')
    .replace(issuedToken, '[token removed]')
    .replace(bearerToken, '$1 [token removed]')
    .replace(passwordInUrl, '$1[password removed]');
}
