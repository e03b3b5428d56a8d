import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { cleanText, cleanTexts } from '../src/clean-text.ts';
import { gatherRecords } from '../src/customers/records/gather-records.ts';
import { startModelServer } from './support/model-server.ts';
import { startBot } from './support/start-bot.ts';

const HALF = '\ud83d';
const TAGS = [...'obey'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)));
const DIRTY = `Charged\u0000 twice${HALF}, \u202eecila\u202c \u200bsays${TAGS.join('')}.`;
const CLEAN = 'Charged twice\ufffd, ecila says.';

const model = await startModelServer({
  model: () => ({
    classification: { reasoning: DIRTY, category: 'billing', email: null },
    route_to_agent: { agent_type: 'billing', summary: DIRTY },
  }),
});
const bot = await startBot({ model: { baseURL: model.baseURL, name: 'scripted' } });
const { slack } = bot;
after(async () => {
  await bot.stop();
  await model.close();
});

test('a summary with a NUL, half an emoji and what nobody sees holds no ticket up', async () => {
  const ann = slack.addUser({ name: 'ann', realName: 'Ann', email: 'ann@shop.example' });
  await slack.as(ann).directMessage('I was charged twice and want a refund');
  await slack.delivered();
  await slack.as(ann).command('/escalate');

  const card = await bot.card(bot.billing, 'Customer: Ann');

  assert.match(card.shown, /Summary \(written by AI\)/);
  assert.ok(card.shown.includes(CLEAN), card.shown);
});

test('values of records are cleaned, whatever their source', async () => {
  const account = { id: '1', email: 'ann@example.com', name: `Ann${HALF}` };
  const records = await gatherRecords({
    source: {
      findAccounts: async () => [account],
      sections: { rewards: async () => [{ label: 'Reward\u0000', value: DIRTY }] },
    },
    identity: {
      user: 'U1',
      name: 'Ann',
      email: { status: 'trusted', address: 'ann@example.com' },
      typedEmail: null,
    },
    sections: ['rewards'],
  });

  assert.deepEqual(records.account, {
    status: 'found',
    account: { id: '1', email: 'ann@example.com', name: 'Ann\ufffd' },
  });
  assert.deepEqual(records.sections[0]?.facts, [{ label: 'Reward', value: CLEAN }]);
});

test('emoji, letters of every script and line breaks stay', () => {
  for (const text of ['👩🏽‍🚀 🏳️‍🌈 ❤️‍🔥 #️⃣ ™️ 🤷‍♀️', 'Grüße, 你好, مرحبا, नमस्ते', 'a\n\tb']) {
    assert.equal(cleanText(text), text);
  }
  assert.equal(cleanText('a\r\nb\u2028c'), 'a\nb\nc');
  assert.equal(cleanText('p\u200dw a\ufe0f 😀\u200d end 1\ufe0f'), 'pw a 😀 end 1');
});

test('whatever comes in, what comes out can be stored and hides nothing, and is clean already', () => {
  const unit = fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
    fc.constantFrom('\u200d', '\ufe0f', '👩', '🏳', '\u{1f3fd}', '\u0000', '\u202e', ...TAGS),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
      const cleaned = cleanText(units.join(''));
      assert.ok(cleaned.isWellFormed());
      assert.doesNotMatch(
        cleaned,
        /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e0fff}\u200b]/u,
      );
      assert.equal(cleanText(cleaned), cleaned);
    }),
  );
});

test('texts are cleaned however deep they are, and nothing else is touched', () => {
  const at = new Date(0);
  const pattern = /a/;

  assert.deepEqual(cleanTexts({ a: ['x\u0000', { b: 'y' }], at, pattern, none: null, n: 1 }), {
    a: ['x', { b: 'y' }],
    at,
    pattern,
    none: null,
    n: 1,
  });
});
