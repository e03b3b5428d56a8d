import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { startModelServer } from '../support/model-server.ts';
import { startBot } from '../support/start-bot.ts';
import { goodReply } from './model.ts';

/** Every point at which a process may end between an escalation and its last message. */
const boundaries = [
  ...['classification', 'identity', 'records', 'opinion', 'decision'].flatMap((step) => [
    `before ${step}`,
    `${step} worked out`,
    `${step} stored`,
  ]),
  'before routing',
  'routed',
  'triage-ticket done',
  ...['ticket-status', 'ticket-card', 'transcript'].flatMap((message) => [
    `before posting ${message}`,
    `${message} posted`,
    `${message} noted`,
  ]),
  'before updating ticket-status',
  'ticket-status updated',
  'ticket-status update noted',
];

/** Where the work on each ticket fails once, as if the process had ended; the job is then retried. */
const endings = new Map<string, { at: string; passed: string[] }>();
let nextEnding = 'nowhere';

// It answers late, so that the first status is posted before there is an update to it.
const model = await startModelServer({
  reply: (request) => ({ delayMs: 150, reply: goodReply(request) }),
});
const bot = await startBot({
  model: { name: 'scripted', baseURL: model.baseURL },
  checkpoint(name, ticket) {
    if (!boundaries.includes(name)) return;
    const ending = endings.get(ticket) ?? { at: nextEnding, passed: [] };
    endings.set(ticket, ending);
    ending.passed.push(name);
    const isFirst = ending.passed.filter((passed) => passed === name).length === 1;
    if (name === ending.at && isFirst) throw new Error(`The process ends ${name}`);
  },
});
const { slack } = bot;
after(async () => {
  await bot.stop();
  await model.close();
});

const topics = ['I was charged twice', 'Any discounts', 'I forgot my password'];
const customers = new Map<string, Actor>();
for (const [index, at] of ['nowhere', ...boundaries].entries()) {
  nextEnding = at;
  const customer = bot.customer(`customer-${index}`);
  customers.set(at, customer);
  await customer.command('/escalate', { text: `${topics[index % 3]}, says ${nameOf(customer)}.` });
  await slack.waitFor(() => endings.size > index, { what: `work on the ticket of case ${index}` });
}
for (const customer of customers.values()) {
  await slack.waitFor(() => isDone(customer), { timeoutMs: 30_000, what: nameOf(customer) });
}

test('a ticket passes every boundary', () => {
  const [clean] = endings.values();

  assert.deepEqual(clean?.passed.toSorted(), boundaries.toSorted());
});

for (const [at, customer] of customers) {
  test(`a process that ends at “${at}” loses nothing, posts nothing twice and asks nothing twice`, () => {
    const ending = endings.values().find((candidate) => candidate.at === at);
    assert.equal(at === 'nowhere' || ending?.passed.includes(at), true);
    const { cards, transcripts, statuses } = outcomeOf(customer);
    assert.deepEqual([cards.length, transcripts.length, statuses.length], [1, 1, 1]);
    const questions = model.requests.filter(({ body }) =>
      body.messages.some(({ content }) => content.includes(`says ${nameOf(customer)}.`)),
    );
    // An answer that nobody stored is asked for again.
    assert.equal(questions.length, at === 'opinion worked out' ? 3 : 2);
  });
}

function nameOf({ person }: Actor): string {
  return person.name;
}

function isDone(customer: Actor): boolean {
  const { transcripts, statuses } = outcomeOf(customer);
  return transcripts.length > 0 && statuses.some(({ shown }) => shown.includes('is with our team'));
}

function outcomeOf(customer: Actor) {
  const { billing, sales, support, triage } = bot;
  const statuses = slack
    .directMessages(customer.person)
    .filter(({ shown }) => shown.startsWith('Your request H-'));
  const cards = [billing, sales, support, triage]
    .flatMap((channel) => slack.messages(channel))
    .filter(({ shown }) => shown.includes(`Customer: ${nameOf(customer)} ·`));
  const transcripts = cards.flatMap((card) =>
    slack.thread(slack.channel(card.channel), card).slice(1),
  );
  return { statuses, cards, transcripts };
}
