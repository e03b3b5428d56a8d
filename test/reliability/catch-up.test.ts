import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { startBot } from '../support/start-bot.ts';

const MINUTE_MS = 60_000;
const THREADS = 30;

let passedMs = 0;
const now = () => Date.now() + passedMs;
const company = await openCompany({ now, redeliverAfterMs: [] });
const { slack, help, customer } = company;
const database = await lastingDatabase();
after(slack.stop);

let bot = await startBot({ company, database });
const customers = Array.from({ length: THREADS }, (_, index) => customer(`C${index}`));
const roots: Message[] = [];
for (const one of customers) roots.push(await one.say(help, 'I was charged twice'));
await greeted(roots);
const [ann, bob, cid] = customers;
const [rootOfAnn, rootOfBob, rootOfCid] = roots;
assert.ok(ann && bob && cid && rootOfAnn && rootOfBob && rootOfCid);
passedMs += 10 * MINUTE_MS;
slack.faults.add({ fault: 'dropped', type: 'message', times: 1 });
await cid.say(help, 'This one got lost', { thread: rootOfCid });
await slack.delivered();
await cid.say(help, 'And this one arrived', { thread: rootOfCid });
await slack.delivered();
passedMs += 10 * MINUTE_MS;
const late = await customer('Zoe').say(help, 'The last that the bot heard');
await greeted([late]);
await bot.stop();
slack.deliverTo(undefined);

test('after a restart only threads with something new are read, however many are open', async () => {
  passedMs += 10 * MINUTE_MS;
  await ann.say(help, 'Are you there?', { thread: rootOfAnn });
  await bob.edit(rootOfBob, 'I was charged three times');
  const before = slack.calls.length;

  bot = await startBot({ company, database });
  await repliesRead(before, [rootOfAnn, rootOfCid, late]);
  await bot.stop();

  const read = threadsRead(before);
  assert.deepEqual(read, new Set([rootOfAnn.ts, rootOfCid.ts, late.ts]));
  const words = await storedWords();
  assert.ok(words.includes('Are you there?'));
  assert.ok(words.includes('I was charged three times'));
  assert.ok(words.includes('This one got lost'));
  assert.equal(words.filter((text) => text === 'I was charged twice').length, THREADS - 1);
});

test('what was missed in a thread is found behind pages of other words', async () => {
  const amy = slack.as(company.agents.amy);
  for (let count = 0; count < 150; count += 1) await amy.say(help, `An announcement ${count}`);
  slack.deliverTo(undefined);
  passedMs += 10 * MINUTE_MS;
  const root = rootOfBob;
  await bob.say(help, 'Still waiting', { thread: root });
  const before = slack.calls.length;

  bot = await startBot({ company, database });
  await repliesRead(before, [root]);
  await bot.stop();

  assert.ok((await storedWords()).includes('Still waiting'));
  const pages = slack.calls
    .slice(before)
    .filter(({ method }) => method === 'conversations.history');
  assert.ok(pages.length < 12, `${pages.length} pages`);
});

test('what was missed in a thread that was handed on from another channel is read', async () => {
  const amy = slack.as(company.agents.amy);
  const eve = customer('Eve');
  const random = slack.addChannel({ name: 'random', members: [company.agents.amy, eve.person] });
  bot = await startBot({ company, database });
  const root = await eve.say(random, 'I was charged twice');
  await slack.delivered();
  await amy.shortcut('Escalate to an agent', root);
  await company.transcript(await company.card(company.billing, 'Customer: Eve'));
  await bot.stop();
  slack.deliverTo(undefined);
  passedMs += 10 * MINUTE_MS;
  await eve.say(random, 'It was for a lamp', { thread: root });
  const before = slack.calls.length;

  bot = await startBot({ company, database });
  await repliesRead(before, [root]);
  await bot.stop();

  assert.ok((await storedWords()).includes('It was for a lamp'));
});

function greeted(messages: Message[]) {
  return slack.waitFor(() => messages.every((root) => slack.thread(help, root)[1]), {
    what: 'the greetings',
  });
}

/** Resolves when these threads were read, and what was read is stored. */
async function repliesRead(since: number, threads: Message[]): Promise<void> {
  await slack.waitFor(() => threads.every(({ ts }) => threadsRead(since).has(ts)), {
    what: 'the end of catching up',
  });
}

function threadsRead(since: number): Set<unknown> {
  const calls = slack.calls.slice(since);
  const replies = calls.filter(({ method }) => method === 'conversations.replies');
  return new Set(replies.map(({ args }) => args.ts));
}

async function storedWords(): Promise<string[]> {
  const opened = await openDatabase(database);
  const rows = await opened.queries.selectFrom('messages').select('text').execute();
  await opened.close();
  return rows.map(({ text }) => text);
}
