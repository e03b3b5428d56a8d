import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactSecrets } from '../../src/privacy/redact-secrets.ts';

/** What is written, and what is left of it. */
const removals: Record<string, [written: string, left: string][]> = {
  'card numbers': [
    ['Card 4111111111111111 please', 'Card [card number removed] please'],
    ['4111 1111 1111 1111', '[card number removed]'],
    ['4111-1111-1111-1111.', '[card number removed].'],
    ['4111\u00a01111\u00a01111\u00a01111', '[card number removed]'],
    ['5555 - 5555 - 5555 - 4444', '[card number removed]'],
    ['3782 822463 10005', '[card number removed]'],
    ['4111 1111 1111 1111 12/29', '[card number removed] 12/29'],
    ['charged 349.99 4242 4242 4242 4242 twice', 'charged 349.99 [card number removed] twice'],
    ['4111111111111111, 5555555555554444', '[card number removed], [card number removed]'],
    ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '[card number removed]'],
    ['my card number is 4111 1111 1111 1112', 'my card number is [card number removed]'],
    ['visa:6011000990139424', 'visa:[card number removed]'],
  ],
  "cards' codes": [
    ['CVV 123', 'CVV [card code removed]'],
    ['the cvc is 9876, ok?', 'the cvc is [card code removed], ok?'],
    ['Prüfnummer: 123', 'Prüfnummer: [card code removed]'],
    ['security code on the card is 123', 'security code on the card is [card code removed]'],
    ['card security code: 123', 'card security code: [card code removed]'],
  ],
  passwords: [
    ['my password is hunter2', 'my password is [password removed]'],
    ['my password is swordfish.', 'my password is [password removed].'],
    ['pw: s3cret! thanks', 'pw: [password removed] thanks'],
    ['Password=Tr0ub4dor&3', 'Password=[password removed]'],
    ['{"password": "hunter2"}', '{"password": [password removed]}'],
    ['password: "two words"', 'password: [password removed]'],
    ['Mein Passwort lautet Geheim99', 'Mein Passwort lautet [password removed]'],
    ['Password:\nhunter2', 'Password:\n[password removed]'],
    ['password hunter2 fails', 'password [password removed] fails'],
    ['I changed my password to Sommer2024', 'I changed my password to [password removed]'],
    ['the password for my account is xY7pq', 'the password for my account is [password removed]'],
    ['password - hunter', 'password - [password removed]'],
    ['hunter2 is my password', '[password removed] is my password'],
    ['my passphrase is correct horse battery', 'my passphrase is [password removed]'],
    ['https://jane:hunter2@shop.example', 'https://jane:[password removed]@shop.example'],
  ],
  'tokens and keys': [
    [`xoxb-${'1234567890'.repeat(2)}-abc`, '[token removed]'],
    [`key sk-proj-${'a1B2'.repeat(8)}.`, 'key [token removed].'],
    [`ghp_${'a1B2'.repeat(9)}`, '[token removed]'],
    [`AKIA${'A1B2'.repeat(4)}`, '[token removed]'],
    [`eyJ${'a1'.repeat(9)}.${'b2'.repeat(9)}.${'c3'.repeat(9)}`, '[token removed]'],
    [`Authorization: Bearer ${'a1.B2'.repeat(5)}`, 'Authorization: Bearer [token removed]'],
    ['api key: 9f86d081884c', 'api key: [password removed]'],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- ok',
      '[private key removed] ok',
    ],
    ['-----BEGIN PRIVATE KEY-----\nMII cut off', '[private key removed]'],
  ],
  'one-time codes': [
    ['my verification code is 482913', 'my verification code is [one-time code removed]'],
    ['your code: 482913', 'your code: [one-time code removed]'],
    ['OTP: 482 913', 'OTP: [one-time code removed]'],
    ['PIN 1234', 'PIN [one-time code removed]'],
    ['482913 is your login code', '[one-time code removed] is your login code'],
    ['Bestätigungscode: 4829', 'Bestätigungscode: [one-time code removed]'],
  ],
  IBANs: [
    ['DE89370400440532013000', '[IBAN removed]'],
    ['IBAN gb82 west 1234 5698 7654 32, thanks', 'IBAN [IBAN removed], thanks'],
    ['DE89 3704 0044 0532 0130 00 BIC COBADEFF', '[IBAN removed] BIC COBADEFF'],
    ['MA64 0115 1900 0001 2050 0053 4921 too', '[IBAN removed] too'],
    ['PT77-0002-0123-1234-5678-9015-3', '[IBAN removed]'],
  ],
  'social security numbers': [
    ['SSN 123-45-6789', 'SSN [SSN removed]'],
    ['mine is 123-45-6789', 'mine is [SSN removed]'],
    ['social security number is 123456789', 'social security number is [SSN removed]'],
  ],
};

for (const [what, examples] of Object.entries(removals)) {
  test(`${what} are removed, once and for all`, () => {
    for (const [written, left] of examples) {
      assert.equal(redactSecrets(written), left);
      assert.equal(redactSecrets(left), left);
    }
  });
}

test('what an agent needs to read stays', () => {
  const ordinary = [
    'the card ending in 4242, gift card order 482913005612',
    'Order 1142 and order no. 4829130056',
    'I paid $349.99, 1,299.00 EUR and 44.99 on 2026-03-12 at 10:30',
    'Call +49 170 1234567, +4915112345678 or (555) 123-4567',
    'Tracking 1Z999AA10123456784, amazon 113-1234567-1234568',
    'Timestamp 1762000000000, 10 20 30 40 50 60 70',
    'My password is not working, the password is wrong, password is expired.',
    'I forgot my password 2 days ago; the password reset link is broken',
    'password: please reset it, my password-manager and bypass-road',
    'my passphrase is wrong, order 1142 is waiting',
    'Use promo code SAVE2024 or discount code 12345',
    'The security of this code is fine, error code 5003',
    'cvv is wrong, order 1142',
    'I was pinged about pin number one',
    'DE89370400440532013001 has a typo',
    'Version 3.14.15.92.65, ip 192.168.100.200',
    'a mask-making task, disk-space, risk-free-returns-policy',
  ];

  for (const text of ordinary) assert.equal(redactSecrets(text), text);
});

test('40,000 characters made to be slow are not', () => {
  const traps = [
    'card 1',
    'card number is ',
    '1 ',
    '4111 ',
    '12-',
    'password is ',
    'password for my ',
    'eyJ',
    'eyJ-',
    '://a:',
    'cvv is ',
    '-----BEGIN PRIVATE KEY',
    'GB12 ',
    '"',
  ];

  for (const trap of traps) {
    const text = trap.repeat(40_000).slice(0, 40_000);
    const before = process.cpuUsage();
    redactSecrets(text);
    assert.ok(process.cpuUsage(before).user < 1_500_000, trap);
  }
});
