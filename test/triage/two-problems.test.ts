import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import type { Message } from '../../playground/workspace/team/message.ts';
import { split } from '../support/merge-and-split.ts';
import {
  type ChatRequest,
  ChatRequest as ChatRequestSchema,
  type ScriptedReply,
  startModelServer,
} from '../support/model-server.ts';
import { reply } from '../support/reply.ts';
import { fieldsOf, inputOf, instructionsOf } from '../support/scripted-model.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const CHARGE = 'I was charged twice';
/** Words that no keyword of the desk is among. */
const SILENT = 'My screen stays black since Monday';
/** Words that the desk's keywords take for support. */
const BROKEN = 'My TV does not work, it shows an error';
const first = { reasoning: 'A charge, and more.', category: 'billing', email: null };

/** What the model answers to the classification, by the customer's name in it. */
const answers = new Map<string, ScriptedReply>();
const model = await startModelServer({
  reply: (request) => {
    if (isSecond(request)) {
      const call = { agent_type: 'billing', summary: 'In short.' };
      return { calls: [{ name: 'route_to_agent', arguments: call }] };
    }
    const [, name = ''] = /I am ([a-z]+)/.exec(inputOf(request)) ?? [];
    return answers.get(name) ?? { status: 500 };
  },
});
const bot = await startBot({ model: { baseURL: model.baseURL, name: 'scripted' } });
const { slack, help } = bot;
const amy = slack.as(bot.agents.amy);
after(async () => {
  await bot.stop();
  await model.close();
});

const PROPOSAL = /There may be two problems in this: one seems to be for Support\./;
const shown = (card: Message) => slack.message(card)?.shown ?? '';

/** A ticket of a customer who said this after who they are and that they were charged twice. */
async function ticketOf(name: string, more: string[], answer: ScriptedReply): Promise<Message> {
  answers.set(name, answer);
  const customer = bot.customer(name);
  const root = await customer.say(help, `${CHARGE}, I am ${name}`);
  await slack.waitFor(() => slack.thread(help, root)[1], { what: 'the greeting' });
  await bot.settled();
  for (const text of more) await customer.say(help, text, { thread: root });
  await slack.delivered();
  await customer.say(help, '!escalate', { thread: root });
  const card = await bot.card(bot.billing, `Customer: ${name}`);
  await bot.settled();
  return card;
}

function classifications(name: string): ChatRequest[] {
  return model.requests
    .map(({ body }) => body)
    .filter((body) => !isSecond(body) && inputOf(body).includes(`I am ${name}`));
}

function isSecond({ tools, response_format }: ChatRequest): boolean {
  return tools !== undefined || response_format?.json_schema.name === 'route_to_agent';
}

/** The bot's greeting is the second line. */
const two = (fields: object): ScriptedReply => ({ json: { ...first, ...fields } });

test('a second problem that the model finds is proposed, and its messages are ticked in the form', async () => {
  const answer = two({ second_category: 'support', second_lines: '3' });
  const card = await ticketOf('ann', [SILENT], answer);
  const proposed = shown(card);

  await amy.press(card, 'Split…');
  const form = shownInForm(amy.modal);
  const outcome = await amy.submit();
  await bot.settled();

  assert.match(proposed, PROPOSAL);
  assert.equal(form.match(/"selected_options":\[\{[^\]]*screen stays black[^\]]*\]/g)?.length, 1);
  assert.deepEqual(outcome, { status: 'closed' });
  assert.doesNotMatch(shown(card), /two problems/);
  assert.equal(classifications('ann').length, 1);
});

test('the model is asked for it in the classification, with a number before each message', async () => {
  const request = classifications('ann')[0];
  assert.ok(request);

  assert.match(
    inputOf(request),
    new RegExp(
      `^Today: .+\n\\[1\\] [\\d:]+ CUSTOMER: ${CHARGE}, I am ann\n\\[2\\] [\\d:]+ BOT: .+\n\\[3\\] [\\d:]+ CUSTOMER: ${SILENT}$`,
    ),
  );
  assert.match(instructionsOf(request), /second_category and second_lines are null/);
  assert.deepEqual(Object.keys(fieldsOf(request)), [
    'reasoning',
    'category',
    'second_category',
    'second_lines',
  ]);
  const { strict, schema } = StrictSchema.parse(request).response_format.json_schema;
  assert.equal(strict, true);
  assert.deepEqual(schema.required, Object.keys(fieldsOf(request)));
  assert.doesNotMatch(JSON.stringify(schema), /"default"|"pattern"/);
});

const StrictSchema = ChatRequestSchema.extend({
  response_format: z.object({
    json_schema: z.object({
      strict: z.boolean(),
      schema: z.looseObject({ required: z.array(z.string()) }),
    }),
  }),
});

test('of one message no second problem is asked for', async () => {
  await ticketOf('abe', [], two({}));

  const [request] = classifications('abe');

  assert.ok(request);
  assert.deepEqual(Object.keys(fieldsOf(request)), ['reasoning', 'category']);
  assert.match(inputOf(request), /^Today: .+\n\d\d:\d\d CUSTOMER: /);
});

test('where the model finds one problem only, keywords propose no second', async () => {
  const answer = two({ second_category: null, second_lines: null });

  const card = await ticketOf('bea', [BROKEN], answer);

  assert.doesNotMatch(shown(card), /two problems/);
});

/** Forms in which models say the same. */
const readable: Record<string, object> = {
  title: { second_category: 'Support', second_lines: '3' },
  numbers: { second_category: 'support', second_lines: [3, 4] },
  single: { second_category: 'support', second_lines: 3 },
  words: { second_category: 'support', second_lines: ['[3]', '[4]'] },
  range: { second_category: 'support', second_lines: 'lines 3-4' },
  camel: { secondCategory: 'support', SecondLines: '3 and 4' },
  keys: { 'Second-Category': 'support', SECOND_LINES: '3 and 4' },
};

for (const [name, fields] of Object.entries(readable)) {
  test(`a second problem in another form (${JSON.stringify(fields)}) is read`, async () => {
    const card = await ticketOf(name, [SILENT, SILENT], two(fields));

    const [request] = classifications(name);
    assert.match(
      request ? inputOf(request) : '',
      /\n\[3\] [\d:]+ CUSTOMER: .+\n\[4\] [\d:]+ CUSTOMER: /,
    );
    assert.match(shown(card), PROPOSAL);
    assert.equal(classifications(name).length, 1);
  });
}

const whole = JSON.stringify({ ...first, second_category: 'support', second_lines: '3' });

/** What costs the first opinion nothing, and is no proposal. */
const unusable: Record<string, ScriptedReply> = {
  leftout: two({}),
  none: two({ second_category: 'none', second_lines: 'none' }),
  empty: two({ second_category: '', second_lines: '' }),
  same: two({ second_category: 'billing', second_lines: '3' }),
  unknown: two({ second_category: 'complaints', second_lines: '3' }),
  unclear: two({ second_category: 'unclear', second_lines: '3' }),
  nolines: two({ second_category: 'support', second_lines: null }),
  bots: two({ second_category: 'support', second_lines: '2' }),
  alsobots: two({ second_category: 'support', second_lines: '2, 3' }),
  beyond: two({ second_category: 'support', second_lines: '3, 99' }),
  zero: two({ second_category: 'support', second_lines: '0, 3' }),
  huge: two({ second_category: 'support', second_lines: '3-99999999999999999999' }),
  all: two({ second_category: 'support', second_lines: '1, 3' }),
  object: two({ second_category: { id: 'support' }, second_lines: { from: 3 } }),
  nested: two({ second_category: ['support', 'sale'], second_lines: [[3], [4]] }),
  boolean: two({ second_category: true, second_lines: false }),
  cutoff: { text: `${JSON.stringify(first).slice(0, -1)}, "second_category": "supp` },
  endless: {
    finishReason: 'length',
    text: `${JSON.stringify(first).slice(0, -1)}, "second_lines": "3, 3, 3, 3, 3, {3, 3`,
  },
};

for (const [name, answer] of Object.entries(unusable)) {
  test(`a second part that cannot be used (${name}) costs the first opinion nothing`, async () => {
    const card = await ticketOf(name, [SILENT], answer);

    assert.doesNotMatch(shown(card), /two problems/);
    assert.match(shown(card), /^H-\d+ · Billing\n/);
    assert.match(shown(card), /Summary \(written by AI\)/);
    assert.equal(classifications(name).length, 1);
  });
}

test('two answers that differ in the second part alone are one', async () => {
  const text = `${JSON.stringify(first)}\n${whole}`;

  await ticketOf('twice', [SILENT], { text });

  assert.equal(classifications('twice').length, 1);
});

test('a model that says nothing of a second problem leaves it to the keywords', async () => {
  const card = await ticketOf('cleo', [BROKEN], two({}));

  assert.match(shown(card), PROPOSAL);
});

test('the proposal goes once an agent has answered, and does not come back', async () => {
  const answer = two({ second_category: 'support', second_lines: '3' });
  const card = await ticketOf('dan', [SILENT], answer);
  const proposed = shown(card);

  await reply(amy, card, 'We look into it.');
  await bot.settled();
  const answered = shown(card);
  await slack.as(bot.customer('dan').person).say(help, 'Thanks, and my sound is gone too');
  await bot.settled();

  assert.match(proposed, PROPOSAL);
  assert.doesNotMatch(answered, /two problems/);
  assert.doesNotMatch(shown(card), /two problems/);
});

test('the proposal goes once something else was split off', async () => {
  const answer = two({ second_category: 'support', second_lines: '3' });
  const card = await ticketOf('eva', [SILENT, 'And something else is odd'], answer);
  const proposed = shown(card);

  await split(amy, card, ['And something else is odd']);
  await bot.settled();

  assert.match(proposed, PROPOSAL);
  assert.doesNotMatch(shown(card), /two problems/);
});
