import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { z } from 'zod';
import type { Ask } from '../../src/llm/ask.ts';
import { classify } from '../../src/triage/classify.ts';
import { summarize } from '../../src/triage/summarize.ts';
import { categories } from '../support/categories.ts';
import type { ChatRequest } from '../support/model-server.ts';
import { openShop } from '../support/open-shop.ts';
import {
  discounts,
  doubleCharge,
  lockedOut,
  talkAndEscalate,
  whatBringsYou,
} from '../support/recipe.ts';
import { requestsAbout, startScriptedModel } from '../support/scripted-model.ts';
import { startBot } from '../support/start-bot.ts';

const shop = await openShop();
const model = await startScriptedModel();
const bot = await startBot({
  customersUrl: shop.connectionString,
  model: { baseURL: model.baseURL, name: 'scripted' },
});
after(async () => {
  await bot.stop();
  await model.close();
  await shop.stop();
});

/** What marks the beginning and the end of each. */
const OF_A_MESSAGE = 4;

/** What the server makes its prompt of. */
function tokensOf({ messages, tools, response_format }: ChatRequest): number {
  const form = tools?.map((tool) => tool.function) ?? response_format?.json_schema;
  const contents = messages.map(({ content }) => countTokens(content) + OF_A_MESSAGE);
  return contents.reduce((sum, count) => sum + count, countTokens(JSON.stringify(form)));
}

for (const [name, lines, channel] of [
  ['Bill', [{ text: 'Hi', answer: whatBringsYou }, { text: doubleCharge }], bot.billing],
  ['Sal', [{ text: discounts }], bot.sales],
  ['Sue', [{ text: lockedOut }], bot.support],
] as const) {
  test(`both questions about ${name}, of the recipe, take 800 tokens at most`, async () => {
    const realName = `${name} Doe`;
    const person = bot.slack.addUser({ name, realName, email: 'johndoe@gmail.com' });

    await talkAndEscalate(bot, { person, lines: [...lines] });

    await bot.card(channel, realName);
    const { classification, routing } = requestsAbout(model, lines.at(-1)?.text ?? '');
    const tokens = tokensOf(classification) + tokensOf(routing);
    assert.ok(tokens <= 800, `${tokens}`);
  });
}

/** A thousand messages of each kind of text. */
const kinds: Record<string, (index: number) => string> = {
  English: (index) =>
    `I was charged ${index} dollars twice in ${index % 12} months, please have a look.`,
  German: (index) => `Die Rechnung ${index} wurde mir doppelt abgebucht, überprüfen Sie das bitte.`,
  Russian: (index) =>
    `С меня дважды списали деньги за заказ номер ${index}, посмотрите пожалуйста.`,
  Japanese: (index) => `注文番号${index}の代金が二重に請求されています。確認してください。`,
  Arabic: (index) => `تم خصم المبلغ مرتين للطلب رقم ${index} أرجو المراجعة.`,
  Hindi: (index) => `मुझसे ऑर्डर ${index} के लिए दो बार शुल्क लिया गया, कृपया जाँच करें।`,
  'what no model knows': (index) =>
    `TRX${(index * 7_919 ** 3).toString(36)}Zq${index.toString(16)}XkVb/+9 🙂🙃 ${index}.${index}`,
  'long messages': (index) =>
    `Order ${index}: ${'it does not arrive and nobody answers me. '.repeat(60)}`,
};

for (const [kind, text] of Object.entries(kinds)) {
  test(`both questions about a thousand messages (${kind}) take 2,800 tokens at most, and show both ends`, async () => {
    const requests: { instructions: string; input: string; answer: z.ZodObject }[] = [];
    const ask: Ask = async (question) => {
      requests.push(question);
      return question.answer.parse({
        reasoning: 'R.',
        category: 'billing',
        second_category: null,
        second_lines: null,
        agent_type: 'billing',
        summary: 'S.',
      });
    };
    const lines = Array.from({ length: 1_000 }, (_, index) => ({
      speaker: index % 2 === 0 ? 'CUSTOMER' : 'BOT',
      text: text(index),
      ts: `${1_764_000_000 + index * 60}.000000`,
    }));
    const facts = Array.from({ length: 200 }, (_, index) => ({
      label: `Charge of ${index} Nov 2026`,
      value: `${index}.99 USD, TV, paid, AMEX ••1234`,
    }));
    const section = {
      section: 'billing-details',
      title: 'Billing',
      personal: true,
      facts,
    } as const;
    const records = { account: { status: 'unknown' }, sections: [section] } as const;
    const asking = { lines, categories, ask, deadline: AbortSignal.timeout(60_000) };

    const { engine } = await classify(asking);
    await summarize({
      ...asking,
      category: 'billing',
      records: { ...records, sections: [section] },
    });

    const tokens = requests.map(({ instructions, input, answer }) =>
      countTokens(`${instructions}${input}${JSON.stringify(z.toJSONSchema(answer))}`),
    );
    assert.ok(
      tokens.every((count) => count > 600),
      String(tokens),
    );
    assert.ok(tokens.reduce((sum, count) => sum + count, 0) <= 2_800, String(tokens));
    assert.deepEqual(engine, { kind: 'model', isShortened: true });
    for (const { input } of requests) {
      assert.equal(input.match(/\n\[9\d\d messages left out\]\n/g)?.length, 1);
      assert.ok(input.includes(text(0).slice(0, 30)) && input.includes(text(998).slice(0, 12)));
    }
    assert.match(requests[1]?.input ?? '', /\n\[1\d\d more left out\]\n<\/records>$/);
  });
}
