import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeText, plainText } from '../../../src/slack/reading/plain-text.ts';

const cases: [escaped: string, typed: string, why: string][] = [
  ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d', 'the three escaped characters come back'],
  ['&amp;lt;', '&lt;', 'escaping is undone once'],
  ['&lt;!channel&gt;', '<!channel>', 'a typed token is mere text'],
  ['<mailto:a@b.co|a@b.co>', 'a@b.co', 'an email is what was typed'],
  ['<tel:+4912345|0123 45>', '0123 45', 'a phone number is what was typed'],
  ['<https://shop.example/tv>', 'https://shop.example/tv', 'a link is its address'],
  ['<https://shop.example|shop.example>', 'https://shop.example', 'a link without scheme too'],
  ['<https://evil.example|your bank>', 'your bank (https://evil.example)', 'a label hides no link'],
  ['<https://shop.example/?a=1&amp;b=2>', 'https://shop.example/?a=1&b=2', 'also in an address'],
  ['<@U123> and <@U123|john>', '@U123 and @john', 'a person is a name'],
  ['<#C123|help>', '#help', 'a channel is a name'],
  ['<!here> <!channel|channel>', '@here channel', 'a broadcast is a word'],
  ['<!subteam^S123|@sales>', '@sales', 'a group is a name'],
  ['<!date^1700000000^{date}|14 Nov>', '14 Nov', 'a date is its fallback'],
  ['x < y <', 'x < y <', 'a lone bracket stays'],
];

test('Slack’s tokens become what their author typed', () => {
  for (const [escaped, typed, why] of cases) assert.equal(plainText(escaped), typed, why);
});

test('what is escaped and read again is the same', () => {
  for (const text of ['<!channel>', '&amp;', 'a < b > c & d', '<https://evil|bank>']) {
    assert.equal(plainText(escapeText(text)), text);
  }
});
