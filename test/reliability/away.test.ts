import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Call } from '../../playground/workspace/team/change.ts';
import { type DatabaseAddress, openDatabase } from '../../src/database/open-database.ts';
import { type Company, openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { startBot } from '../support/start-bot.ts';

for (const socketMode of [false, true]) {
  const way = socketMode ? 'sockets' : 'HTTP';

  test(`what is said while the bot is away is stored once after its return, over ${way}`, async () => {
    const database = await lastingDatabase();
    const company = await openCompany({ redeliverAfterMs: [] });
    after(company.slack.stop);
    const { slack, help, billing, customer, card } = company;
    const settings = { company, database, socketMode };
    const [ann, bob, cid, dan, eve, fay, gus] = people(company);
    await customer('Zoe').say(help, 'From before the bot was here');
    await customer('Zack').directMessage('From before the bot was here');

    let before = 0;
    const start = async () => {
      before = callsOf(company, 'conversations.replies').length;
      const bot = await startBot(settings);
      after(bot.stop);
      return bot;
    };
    const caughtUp = () =>
      slack.waitFor(
        () => {
          const read = callsOf(company, 'conversations.replies').slice(before);
          const roots = [rootOfAnn, rootOfBob, rootOfCid, rootOfDan].map(({ ts }) => ts);
          return roots.every((root) => read.some(({ args }) => args.ts === root));
        },
        { what: 'the end of catching up', timeoutMs: 10_000 },
      );
    const first = await start();
    const rootOfAnn = await ann.say(help, 'I was charged tiwce');
    const rootOfBob = await bob.directMessage('I want a refund');
    const rootOfCid = await cid.say(help, 'I was charged for a chair');
    await slack.waitFor(
      () => slack.thread(help, rootOfCid)[1] && slack.directMessages(bob.person)[1],
      { what: 'the greetings' },
    );
    await slack.delivered();
    await cid.command('/escalate', { in: help });
    const cardOfCid = await card(billing, 'Customer: Cid');
    await slack.waitFor(() => slack.thread(billing, cardOfCid)[1], { what: 'a transcript' });
    await first.stop();
    slack.deliverTo(undefined);

    await ann.edit(rootOfAnn, 'I was charged twice');
    await ann.say(help, 'Are you there?', { thread: rootOfAnn });
    await bob.directMessage('For a TV', { thread: rootOfBob });
    await cid.say(help, 'And now a third time', { thread: rootOfCid });
    const rootOfDan = await dan.say(help, 'Any discounts?');
    await dan.say(help, 'For a monitor', { thread: rootOfDan });
    await eve.directMessage('I am locked out');
    await fay.edit(await fay.say(help, 'Is there a disocunt?'), 'Is there a discount?');
    await gus.delete(await gus.say(help, 'Never mind me'));

    slack.faults.add({ method: 'users.conversations', fault: 'http-error', status: 503, times: 1 });
    const limited = { fault: 'rate-limited', retryAfterSeconds: 1, times: 1 } as const;
    slack.faults.add({ ...limited, method: ['conversations.history', 'conversations.replies'] });
    const second = await start();
    await slack.waitFor(() => slack.thread(help, rootOfDan)[2], { what: 'a greeting for Dan' });
    await slack.waitFor(() => slack.directMessages(eve.person)[1], { what: 'one for Eve' });
    await slack.waitFor(
      () => slack.thread(billing, cardOfCid).find(({ shown }) => shown.includes('a third time')),
      { what: 'what Cid added, under the card' },
    );
    await caughtUp();
    await second.stop();
    const posts = callsOf(company, 'chat.postMessage').length;
    const third = await start();
    await caughtUp();
    await third.stop();

    assert.deepEqual(await customersWords(database), [
      'And now a third time',
      'Any discounts?',
      'Are you there?',
      'For a TV',
      'For a monitor',
      'I am locked out',
      'I want a refund',
      'I was charged for a chair',
      'I was charged twice',
      'Is there a discount?',
    ]);
    assert.equal(callsOf(company, 'chat.postMessage').length, posts);
  });
}

function people({ customer }: Company) {
  const [ann, bob, cid] = [customer('Ann'), customer('Bob'), customer('Cid')];
  return [
    ann,
    bob,
    cid,
    customer('Dan'),
    customer('Eve'),
    customer('Fay'),
    customer('Gus'),
  ] as const;
}

function callsOf({ slack }: Company, method: string): Call[] {
  return slack.calls.filter((call) => call.method === method);
}

async function customersWords(address: DatabaseAddress): Promise<string[]> {
  const database = await openDatabase(address);
  const rows = await database.queries
    .selectFrom('messages')
    .select('text')
    .where('role', '=', 'customer')
    .execute();
  await database.close();
  return rows.map(({ text }) => text).sort();
}
