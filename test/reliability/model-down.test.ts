import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestClock } from 'pg-boss';
import { openCompany } from '../support/company.ts';
import { type ChatRequest, type ScriptedReply, startModelServer } from '../support/model-server.ts';
import { startBot } from '../support/start-bot.ts';

const CHARGED = 'I was charged twice.';
const busy = { status: 429, headers: { 'retry-after': '60' } };
const unpaid = { status: 429, body: { error: { code: 'insufficient_quota' } } };

/** How the model fails, by the name that it reads in the question; otherwise it works. */
const failures = new Map<string, ScriptedReply>();
const model = await startModelServer({
  reply: (request) => {
    const [, name = ''] = /My name is ([\w-]+)/.exec(request.messages[1]?.content ?? '') ?? [];
    return failures.get(name) ?? workingReply(request);
  },
});
const company = await openCompany();
const { slack, help, billing, customer, card, cards } = company;
const clock = new TestClock();
const bot = await startBot({
  company,
  clock,
  pauses: { modelTimeMs: 4_000 },
  model: { name: 'scripted', apiKey: 'key', baseURL: model.baseURL },
});
after(async () => {
  await bot.stop();
  await model.close();
  await slack.stop();
});

/** In waves, lest one failure too many in a row have the model left alone. */
const waves: { who: string; reply: ScriptedReply; because: RegExp }[][] = [
  [
    { who: 'Silent', reply: { hang: true }, because: /did not answer in time/ },
    { who: 'Babbling', reply: { text: 'What weather!' }, because: /no usable answer/ },
    { who: 'Empty', reply: { choices: [] }, because: /no usable answer/ },
  ],
  [
    { who: 'Halting', reply: { hangInBody: true }, because: /did not answer in time/ },
    { who: 'Broken-off', reply: { drop: true }, because: /cannot be reached/ },
    { who: 'Refusing', reply: { refusal: 'I cannot help.' }, because: /declined to answer/ },
  ],
  [
    { who: 'Busy', reply: busy, because: /model is busy/ },
    { who: 'Failing', reply: { status: 500 }, because: /cannot be reached/ },
  ],
  [
    { who: 'Unpaid', reply: unpaid, because: /has no credit left/ },
    { who: 'Mistaken', reply: { html: '<h1>Welcome</h1>' }, because: /cannot be reached/ },
  ],
];

for (const wave of waves) {
  test(`a ticket goes out without a model that is ${wave.map(({ who }) => who.toLowerCase()).join(', ')}`, async () => {
    await letTheCircuitClose();
    for (const { who, reply } of wave) {
      failures.set(who, reply);
      await escalate(who);
    }

    for (const { who, because } of wave) {
      const { shown } = await card(billing, `Customer: ${who}`);
      assert.match(shown, /Summary \(the customer's own words: the .*AI /);
      assert.match(shown, because);
    }
  });
}

test('a model that is down is left alone after a while, and tickets go out at once', async () => {
  await letTheCircuitClose();
  for (const who of ['Bob', 'Cid', 'Dan', 'Eve']) failures.set(who, unpaid);
  for (const who of ['Bob', 'Cid', 'Dan']) {
    await escalate(who);
    await card(billing, `Customer: ${who}`);
  }
  const asked = model.requests.length;

  await escalate('Eve');

  const { shown } = await card(billing, 'Customer: Eve');
  assert.match(shown, /has just failed several times/);
  assert.equal(model.requests.length, asked);
});

test('a model that is back adds its summaries once, where it had failed for what passes by itself', async () => {
  const passed = ['Silent', 'Halting', 'Broken-off', 'Busy', 'Failing', 'Dan', 'Eve'];
  const unpaidThen = ['Unpaid', 'Bob', 'Cid'];
  const tickets = cards('Customer: ').length;
  failures.clear();

  for (let minutes = 0; !hasSummaries(passed) && minutes < 100; minutes += 1) {
    await pass(60_000);
    await sleep(100);
  }
  const soon = cards(BY_MODEL).length;
  await pass(600_000);
  assert.equal(cards(BY_MODEL).length, soon);
  assert.ok(!unpaidThen.some((who) => hasSummaries([who])));

  for (let hours = 0; !hasSummaries(unpaidThen) && hours < 24; hours += 1) {
    await pass(3_600_000);
    await sleep(100);
  }

  const asked = model.requests.length;
  await pass(3_600_000);
  assert.ok(hasSummaries([...passed, ...unpaidThen]));
  for (const who of ['Babbling', 'Empty', 'Refusing', 'Mistaken']) assert.ok(!hasSummaries([who]));
  assert.equal(cards('Customer: ').length, tickets);
  assert.equal(model.requests.length, asked);
});

function hasSummaries(whom: string[]): boolean {
  return whom.every((who) =>
    cards(BY_MODEL).some(({ shown }) =>
      shown.includes(`${who} was charged twice, the model says.`),
    ),
  );
}

const BY_MODEL = 'Summary (written by AI)';

function escalate(who: string) {
  return customer(who).command('/escalate', { in: help, text: `${CHARGED} My name is ${who}` });
}

function workingReply({ messages, tools }: ChatRequest): ScriptedReply {
  const [, name = ''] = /My name is ([\w-]+)/.exec(messages[1]?.content ?? '') ?? [];
  const summary = `${name} was charged twice, the model says.`;
  return tools
    ? { calls: [{ name: 'route_to_agent', arguments: { agent_type: 'billing', summary } }] }
    : { json: { reasoning: 'A charge.', category: 'billing', email: null } };
}

/** Until a question is answered; the late summaries of earlier tickets are asked for meanwhile. */
async function letTheCircuitClose() {
  failures.clear();
  for (let tries = 0; tries < 10; tries += 1) {
    await pass(31_000);
    const who = `Well-${model.requests.length}-${tries}`;
    await escalate(who);
    const { shown } = await card(billing, `Customer: ${who}`);
    if (shown.includes(BY_MODEL)) return;
  }
  assert.fail('The model works, but it is not asked.');
}

async function pass(ms: number) {
  await clock.setTime(clock.now() + ms);
  await clock.tick(2_500);
}
