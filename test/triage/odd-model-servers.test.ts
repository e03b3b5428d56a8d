import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type ChatRequest, type ScriptedReply, startModelServer } from '../support/model-server.ts';
import { startBot } from '../support/start-bot.ts';

const first = { reasoning: 'They want money back.', category: 'billing', email: null };
const second = { agent_type: 'billing', summary: 'In short.' };
const LONGEST_IN_CONTEXT = 2_000;

/** What the server does with the two questions about a conversation, by the word in it. */
const ways: Record<string, (request: ChatRequest) => ScriptedReply> = {
  parts: (request) => ({
    message: {
      content: [
        { type: 'thinking', thinking: [{ type: 'text', text: 'Billing? Or {sale}?' }] },
        { type: 'text', text: JSON.stringify(answerTo(request)) },
      ],
    },
  }),
  thoughts: (request) => ({
    message: { content: '', reasoning_content: JSON.stringify(answerTo(request)) },
  }),
  nearly: (request) => {
    const nearly = isSecond(request)
      ? { agent_type: 'Sales', summary: 'In short.', priority: 1 }
      : { reasoning: 'Offers.', category: 'SALES' };
    return { finishReason: 'length', text: `${JSON.stringify(nearly)}${JSON.stringify(nearly)}` };
  },
  arguments: (request) =>
    isSecond(request)
      ? {
          message: {
            content: null,
            tool_calls: [{ function: { name: 'route_to_agent', arguments: second } }],
          },
        }
      : { json: first },
  unsupported: (request) =>
    request.tools
      ? {
          status: 404,
          body: { error: { message: 'No endpoints found that support tool use.', code: 404 } },
        }
      : { json: answerTo(request) },
  lengthy: (request) =>
    inputOf(request).length > LONGEST_IN_CONTEXT ? tooLong : { json: answerTo(request) },
  endless: () => tooLong,
  limited: () => ({ status: 200, body: { error: { code: 429, message: 'Slow down' } } }),
  page: () => ({ html: '<h1>Sign in</h1>' }),
  keyless: () => ({ status: 401, body: { error: { message: 'Incorrect API key provided' } } }),
  nameless: () => ({ status: 404, body: { error: 'model "scripted" not found' } }),
  formless: () => ({ status: 400, body: { error: { message: 'Bad request' } } }),
};
const tooLong = { status: 400, body: { error: { code: 'context_length_exceeded' } } };

const model = await startModelServer({
  reply: (request) => {
    const [, way] = Object.entries(ways).find(([word]) => inputOf(request).includes(word)) ?? [];
    return way?.(request) ?? { status: 500 };
  },
});
const bot = await startBot({
  model: { baseURL: model.baseURL, name: 'scripted' },
  // What is read of the model's answers is asked here, not who decides.
  desk: { whenKeywordsDisagree: 'model' },
});
const { slack } = bot;
after(async () => {
  await bot.stop();
  await model.close();
});

for (const [what, word] of [
  ['its answers in parts', 'parts'],
  ['its answers among the thoughts', 'thoughts'],
  ['a call with its arguments as an object', 'arguments'],
  ['a refusal of tools', 'unsupported'],
] as const) {
  test(`a server with ${what} triages a ticket`, async () => {
    await escalate('Ann', [`A refund, please: ${word}`]);

    const card = await bot.card(bot.billing, `Customer: Ann ${word}`);

    assert.match(card.shown, /Summary \(written by AI\)\nIn short\./);
  });
}

test('a title for an id, a field less, one more, and all of it twice are put right', async () => {
  await escalate('Nia', ['A refund, nearly']);

  const card = await bot.card(bot.sales, 'Customer: Nia nearly');

  assert.match(card.shown, /Summary \(written by AI\)\nIn short\./);
});

test('of a long conversation the model is shown what fits, and the card says so', async () => {
  const long = 'blah '.repeat(600);
  await escalate('Lea', ['A refund, lengthy', long, long, long, long, long, 'It was order 1142']);

  const card = await bot.card(bot.billing, 'Customer: Lea lengthy');

  assert.match(
    card.shown,
    /Summary \(written by AI from a part of the conversation, which is long\)\nIn short\./,
  );
  const inputs = requestsAbout('lengthy').map(inputOf);
  assert.equal(inputs.length, 4);
  for (const input of inputs) {
    assert.ok(Buffer.byteLength(input) < 6_000);
    assert.match(input, /CUSTOMER: A refund, lengthy[\s\S]+\[…\][\s\S]+order 1142/);
  }
});

test('a model that refuses a short question too is asked twice, and the card says why', async () => {
  await escalate('Eve', ['A refund, endless']);

  const card = await bot.card(bot.billing, 'Customer: Eve endless');

  assert.match(card.shown, /own words: the conversation is too long for the AI model\)/);
  assert.equal(requestsAbout('endless').length, 4);
});

for (const [word, because] of [
  ['limited', 'the AI model is busy'],
  [
    'page',
    'the AI model cannot be reached, another server answers at its address (OPENAI_BASE_URL)',
  ],
  ['keyless', 'the AI server does not accept the key (OPENAI_API_KEY)'],
  ['nameless', 'the AI server knows no model “scripted” (OPENAI_MODEL)'],
  ['formless', 'the AI server refused the request (status 400)'],
] as const) {
  test(`a card names what is wrong: ${because}`, async () => {
    await escalate('Kim', [`A refund, ${word}`]);

    const card = await bot.card(bot.billing, `Customer: Kim ${word}`);

    assert.ok(card.shown.includes(`the customer's own words: ${because})`), card.shown);
  });
}

test('wrong answers, however many in a row, do not keep a good one away', async () => {
  for (const number of [1, 2, 3, 4]) {
    await escalate(`Pat ${number}`, ['A refund, page']);
    await bot.card(bot.billing, `Customer: Pat ${number}`);
  }

  await escalate('Gil', ['A refund: parts']);

  const card = await bot.card(bot.billing, 'Customer: Gil');
  assert.match(card.shown, /Summary \(written by AI\)\nIn short\./);
});

async function escalate(person: string, texts: string[]): Promise<void> {
  const [word] = Object.keys(ways).filter((way) => texts[0]?.includes(way));
  const realName = `${person} ${word}`;
  const name = realName.toLowerCase().replaceAll(' ', '.');
  const user = slack.addUser({ name, realName, email: `${name}@shop.example` });
  for (const text of texts) {
    await slack.as(user).directMessage(text);
    await slack.delivered();
  }
  await slack.as(user).command('/escalate');
}

function requestsAbout(word: string): ChatRequest[] {
  return model.requests.map(({ body }) => body).filter((body) => inputOf(body).includes(word));
}

function inputOf({ messages }: ChatRequest): string {
  return messages[1]?.content ?? '';
}

function answerTo(request: ChatRequest): object {
  return isSecond(request) ? second : first;
}

function isSecond({ messages }: ChatRequest): boolean {
  return messages[0]?.content.includes('route_to_agent') ?? false;
}
