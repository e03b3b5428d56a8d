import { cleanText } from '../src/clean-text.ts';
import { createPseudonyms } from '../src/privacy/pseudonyms.ts';
import { asksForSecret, redactSecrets } from '../src/privacy/redact-secrets.ts';
import { table } from './table.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);

const LENGTH = 40_000;
const LONGEST_MS = 50;
const ROUNDS = 5;

/** What is repeated to make a pattern read a text again and again. */
const traps = [
  'a',
  '1',
  ' ',
  '\n',
  '1 ',
  '1-',
  '12-',
  '4111 ',
  '4111\n',
  '4111/',
  '4242424242424242 ',
  '"',
  '*',
  '_a',
  '`',
  '\u200b',
  'a\u0301',
  '\u0301',
  'ａ',
  '٤',
  '👩\u200d',
  'card 1',
  'card number is ',
  'password ',
  'password is ',
  'password for my ',
  'password\n',
  'password: ',
  'passwrod ',
  'pasvord: ',
  'password a b c d e f ',
  'my password is "',
  '密码',
  'パスワードは',
  'пароль ',
  'mot de passe est ',
  'mot de ',
  'the code ',
  'the code you sent ',
  'code 1 ',
  'otp 1',
  'pin is 4',
  'recovery codes: a1b2c-',
  'recovery codes: a1b2c3 ',
  'seed phrase: ab ',
  'security question: ',
  'answer: a ',
  'first pet ',
  "pet's name? ",
  'security answer is a b ',
  'eyJ',
  'eyJ-',
  'eyJaaaaaaaa.',
  'sk-',
  'SG.',
  'xox',
  'key-',
  '://a:',
  'http://a:b',
  '?token=',
  '&sig=a',
  'Bearer ',
  'aB1',
  'aB1-',
  'aB1/',
  'AKIA',
  '-----BEGIN PRIVATE KEY',
  '-----BEGIN PRIVATE KEY-----',
  'PuTTY-User-Key-File-2: ',
  'GB12 ',
  'GB12A',
  'DE89 3704 ',
  'ssn ',
  'ssn 1',
  'social security number is ',
  'last four of my ',
  'cvv is ',
  'cvv on the back of ',
  'order number ',
  'imei 3',
  'login: a ',
  'login: a/',
  '[a removed]',
  '[',
  'is my password ',
  'x is my ',
  "it's ",
  'a@',
  '@a.',
  'a.a@',
  '+1 ',
  '(1) ',
  '<EMAIL_1>',
];

const tasks: Record<string, (text: string) => unknown> = {
  mask: (text) => redactSecrets(text, [text.slice(0, 300)]),
  'is it a question': asksForSecret,
  pseudonyms: (text) => createPseudonyms().hide(text),
  clean: cleanText,
};

for (const run of Object.values(tasks)) for (const trap of traps) run(trap.repeat(500));
const rows = Object.entries(tasks)
  .flatMap(([task, run]) =>
    traps.map((trap) => {
      const text = trap.repeat(LENGTH).slice(0, LENGTH);
      const times = Array.from({ length: ROUNDS }, () => {
        const before = process.cpuUsage();
        run(text);
        return process.cpuUsage(before).user / 1_000;
      });
      return { task, trap, ms: Math.min(...times) };
    }),
  )
  .sort((one, other) => other.ms - one.ms);
print(
  table(
    ['the slowest', 'repeated to 40,000 characters', 'ms'],
    rows.slice(0, 12).map(({ task, trap, ms }) => [task, JSON.stringify(trap), ms.toFixed(1)]),
  ),
);
const slow = rows.filter(({ ms }) => ms > LONGEST_MS);
print(`\n${slow.length} of ${rows.length} take longer than ${LONGEST_MS} ms.`);
if (slow.length > 0) process.exitCode = 1;
