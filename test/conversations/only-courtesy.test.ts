import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOnlyCourtesy } from '../../src/conversations/only-courtesy.ts';

const courtesies = [
  'Thanks!',
  'thank you so much 🙏',
  'Thank you all for the quick help!',
  'Ok, great.',
  'Perfect 👍🏽',
  ':+1:',
  'Got it, thanks @Amy Agent'.replace(' Agent', ''),
  'Danke, alles klar!',
  'Vielen Dank für die schnelle Hilfe',
  'Merci beaucoup, c’est parfait'.replace('c’est ', ''),
  'Muchas gracias',
  'Have a nice day!',
];

for (const text of courtesies) {
  test(`“${text}” is a courtesy`, () => {
    assert.equal(isOnlyCourtesy({ text, files: [] }), true);
  });
}

const more = [
  '',
  '.',
  'Thanks, but it still does not work',
  'Thanks for nothing',
  'Thank you, when does it arrive?',
  'Danke, aber es geht nicht',
  'Merci, mais non',
  'ok it happened again',
  'great, now it is broken',
  'no thanks',
  'not good',
  '👎',
  ':-1:',
  ':rage:',
  '12345',
  'Thanks '.repeat(40),
];

for (const text of more) {
  test(`“${text.slice(0, 40)}” may be more than a courtesy`, () => {
    assert.equal(isOnlyCourtesy({ text, files: [] }), false);
  });
}

test('a file is more than a courtesy', () => {
  const file = { name: 'photo.png', kind: 'image/png' };

  assert.equal(isOnlyCourtesy({ text: 'Thanks', files: [file] }), false);
});
