import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { german } from '../../desks/texts.de.ts';
import { customerTexts, SomeTexts, type TextKey, type Texts } from '../../src/desk/texts.ts';
import { english } from '../../src/slack/messages/english.ts';
import { shown } from '../../src/slack/messages/shown.ts';
import { createWords } from '../../src/slack/messages/words.ts';
import { sourceFiles } from '../support/source-files.ts';

const Key = z.custom<TextKey>((key) => typeof key === 'string' && key in customerTexts);
const keys = Object.keys(customerTexts).map((key) => Key.parse(key));

const languages: [string, Texts][] = [
  ['en', english],
  ['de', german],
];

const hostile = [
  '<!channel>',
  '<!here|x> <@U1> <#C1>',
  '<https://evil.example|your bank>',
  'https://evil.example *bold* _it_ ~no~ `code`',
  '{ticket} {team} {} {',
  '$& $1 $$',
  '&lt;!channel&gt; &',
  '',
  ' :tada:\n> quoted\n',
];

test('every key is read somewhere in the bot', () => {
  const code = sourceFiles('src')
    .filter(({ path }) => !/\/(?:texts|english)\.ts$/.test(path))
    .map(({ text }) => text)
    .join('\n');

  const unread = keys.filter((key) => !code.includes(`'${key}'`));

  assert.deepEqual(unread, []);
});

for (const [language, texts] of languages) {
  test(`every text that ships in ${language} is as a desk may have it, and there is one for each key`, () => {
    const { error } = SomeTexts.safeParse(texts);

    assert.deepEqual(error?.issues ?? [], []);
    assert.deepEqual(Object.keys(texts).toSorted(), keys.toSorted());
  });
}

test('no German text is the English one', () => {
  const same = keys.filter((key) => german[key] === english[key]);

  assert.deepEqual(same, []);
});

/** What is in a text for its values: each in its place, as often as it is there. */
function expected(template: string, value: string): string {
  return template.split(/\{\w+\}/).join(value);
}

for (const [language, texts] of languages) {
  test(`whatever a value is, it stays letters in every text in ${language}`, () => {
    const words = createWords(language, texts);
    for (const key of keys) {
      const names = [...texts[key].matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      for (const value of hostile) {
        const values = Object.fromEntries(names.map((name) => [name, value]));
        const letters = expected(texts[key], value);

        const plain = words.plain(key, values);
        const { text, blocks } = shown(...words.pieces(key, values));

        assert.equal(plain, letters, key);
        assert.doesNotMatch(text, /[<>]|&(?!(?:amp|lt|gt);)/, key);
        assert.equal(unescaped(text), letters, key);
        assert.equal(lettersOf(blocks), letters, key);
      }
    }
  });
}

const Paragraph = z.tuple([
  z.strictObject({
    type: z.literal('rich_text'),
    elements: z.tuple([
      z.strictObject({
        type: z.literal('rich_text_section'),
        // Nothing but text, and that without a style.
        elements: z.array(z.strictObject({ type: z.literal('text'), text: z.string() })),
      }),
    ]),
  }),
]);

function lettersOf(blocks: unknown): string {
  const [{ elements }] = Paragraph.parse(blocks);
  return elements[0].elements.map(({ text }) => text).join('');
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

test('a time has its words in the language of whoever reads it, where Slack cannot show it', () => {
  const at = new Date(Date.UTC(2026, 2, 5, 17, 15));

  assert.equal(createWords('en', english).date(at).inWords, '5 Mar 2026, 17:15 UTC');
  assert.equal(createWords('de', german).date(at).inWords, '05.03.2026, 17:15 UTC');
});
