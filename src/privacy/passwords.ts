const passwordWord =
  '(?:pass ?words?|passwd|passwort|kennwort|pass ?code|pwd?|mot de passe|contraseña|wachtwoord|senha)';
const keyWord =
  '(?:(?:api|access|secret|private)[ _-]?key|(?:access|api|auth|refresh)[ _-]?token|(?:client[ _-]?)?secret|token)';
const verb = '(?:is|was|ist|war|lautet|es|est|é|should be|will be)(?!\\p{L})';
// A hyphen has spaces around it, unlike in "password-manager".
const sign = '(?:->|=>|[:=]|(?<=[ \\t])[–—-](?=[ \\t]))';
const equals = `["']?[ \\t]{0,3}(?:${verb}(?:[ \\t]{0,3}${sign})?|${sign})[ \\t]{0,3}\\n?`;
const value = `(?!\\[[\\p{L} -]{1,30} removed)(?:"[^"\\n]{1,100}"|'[^'\\n]{1,100}'|“[^”\\n]{1,100}”|\\S{1,200})`;

const given = after(`(?:${passwordWord}|pass)${equals}`);
const givenLater = after(`${passwordWord}(?: [\\p{L}'-]{1,20}){1,5} ?${equals}`);
const mentioned = after(`${passwordWord} (?:(?:to|as|with) )?`);
const keyGiven = after(`${keyWord}${equals}`);
const givenBefore = new RegExp(
  `(?<!\\S)()(${value})(?= (?:is|as) (?:my |the |a )?${passwordWord}(?!\\p{L}))`,
  'giu',
);
// Several words, so it goes on to the end of the sentence.
const passphrase =
  /(?<!\p{L})(pass ?phrase[ \t]{0,3}(?:is|was|[:=])[ \t:=]{0,3})(?![ \t:=[]|(?:not?|wrong|invalid|incorrect|expired|lost|too)(?!\p{L}))[^\n.?]{1,300}/giu;

/** Words that follow "my password is" without being one. */
const remarks = new Set(
  (
    'a again all already also always an and asked at being blocked but by case correct different even ' +
    'fine for forgotten gone good i in incorrect invalid it its just known locked long lost me missing ' +
    'my never new no not now of off ok okay old on only or out please refused reset right safe same saved ' +
    'secret set short so still stuck that the there this to too unknown valid very weak weird what ' +
    'when where wrong you your abgelaufen das falsch nicht ungültig vergessen weg'
  ).split(' '),
);

/** Removes passwords, and keys without a form of their own, recognized by the words that announce them. */
export function redactPasswords(text: string): string {
  const afterPassphrase = text.replace(passphrase, '$1[password removed]');
  const afterGiven = removeSecrets(afterPassphrase, given, isNoRemark);
  const afterGivenLater = removeSecrets(afterGiven, givenLater, isCryptic);
  return [mentioned, keyGiven, givenBefore].reduce(
    (redacted, pattern) => removeSecrets(redacted, pattern, hasDigit),
    afterGivenLater,
  );
}

function after(announcement: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])(${announcement})(${value})`, 'giu');
}

function removeSecrets(text: string, pattern: RegExp, isSecret: (word: string) => boolean): string {
  return text.replace(pattern, (match: string, before: string, word: string) => {
    const secret = word.replace(/[.,;:)]{1,9}$/, '');
    if (!isSecret(secret) || word.endsWith(':')) return match;
    return `${before}[password removed]${word.slice(secret.length)}`;
  });
}

function isNoRemark(word: string): boolean {
  const plain = word.toLowerCase().replace(/[?!]{1,9}$/, '');
  return plain.length > 1 && !remarks.has(plain) && !/^[a-z]+(?:ed|ing)$|n['’]t$/.test(plain);
}

function isCryptic(word: string): boolean {
  return hasDigit(word) || (word.length > 3 && /\p{Ll}\p{Lu}|[^\p{L}][\p{L}]/u.test(word));
}

function hasDigit(word: string): boolean {
  return word.length > 3 && /\d/.test(word) && (/\p{L}/u.test(word) || /^\d{5,}$/.test(word));
}
