import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { refuseWrites } from '../support/refused-writes.ts';
import { startBot } from '../support/start-bot.ts';

const postgres = await openPostgres();
const skip = postgres ? false : 'there is no PostgreSQL';
const company = await openCompany({ redeliverAfterMs: [0, 300], acknowledgeWithinMs: 400 });
const { slack, help, customer } = company;
const settings = { company, socketMode: true, database: postgres?.address };
let bot = await startBot(settings);
after(async () => {
  await bot.stop();
  await slack.stop();
  await postgres?.stop();
});
afterEach(slack.faults.clear);

test('an envelope whose commit fails is not acknowledged, and is stored once when it comes again', {
  skip,
}, async () => {
  assert.ok(postgres);
  const ann = customer('Ann');
  const before = unaccepted().length;
  const mend = await refuseWrites(postgres, 'messages');

  await ann.say(help, 'I was charged twice');
  await slack.waitFor(() => unaccepted().length > before, { what: 'an attempt' });
  await mend();
  await slack.delivered();

  assert.deepEqual(unaccepted().slice(before), ['timeout']);
  assert.equal((await messagesOf(ann.person.id)).length, 1);
});

test('a command over a socket that cannot be stored says so', { skip }, async () => {
  assert.ok(postgres);
  const bob = customer('Bob');
  await bob.directMessage('I was charged twice');
  await slack.delivered();
  const mend = await refuseWrites(postgres, 'tickets');

  const refused = await bob.command('/escalate');
  await mend();

  assert.deepEqual(refused, {
    status: 'acknowledged',
    shown: 'That was not saved. Please try again.',
  });
});

test('what was said while there was no socket is stored once when there is one again', {
  skip,
}, async () => {
  const cid = customer('Cid');
  const dan = customer('Dan');
  const root = await cid.say(help, 'I was charged twice');
  await slack.waitFor(() => slack.thread(help, root)[1], { what: 'a greeting' });
  slack.faults.add({ fault: 'http-error', status: 503, method: 'apps.connections.open' });
  slack.sockets.cut();
  await slack.waitFor(() => slack.sockets.count === 0, { what: 'the end of the socket' });
  const without = await ready();

  const missed = await cid.say(help, 'Are you there?', { thread: root });
  await dan.say(help, 'I want a refund');
  await dan.directMessage('In private: it is for a TV');
  await slack.delivered();
  slack.faults.clear();

  await slack.waitFor(() => slack.sockets.count === 1, { what: 'a new socket', timeoutMs: 10_000 });
  const words = async () => [
    ...(await messagesOf(cid.person.id)),
    ...(await messagesOf(dan.person.id)),
  ];
  await eventually(async () => assert.equal((await words()).length, 4));
  assert.equal(without, 503);
  assert.equal(await ready(), 200);
  const [last] =
    (await postgres?.rows(`
      select data->>'since' as since from pgboss.job
      where name = 'catch-up-since' order by created_on desc limit 1`)) ?? [];
  assert.ok(Number(last?.since) < Number(missed.ts), 'what was missed is read from the loss on');
});

test('a socket is opened again also after Slack has refused one', { skip }, async () => {
  const refused = { fault: 'slack-error', error: 'invalid_auth', times: 1 } as const;
  slack.faults.add({ ...refused, method: 'apps.connections.open' });
  slack.sockets.cut();
  await slack.waitFor(() => slack.sockets.count === 0, { what: 'the end of the socket' });

  await slack.waitFor(() => slack.sockets.count === 1, { what: 'a new socket', timeoutMs: 10_000 });
});

test('a socket that Slack wants renewed is, and nothing is lost between', { skip }, async () => {
  const eve = customer('Eve');
  await slack.delivered();
  slack.sockets.refresh();

  await eve.say(help, 'I was charged twice');

  await slack.waitFor(
    () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length > 2,
    { what: 'a new socket', timeoutMs: 8_000 },
  );
  await eventually(async () => assert.equal((await messagesOf(eve.person.id)).length, 1));
});

test('a bot whose Slack is down stops all the same, and starts again when it is back', {
  skip,
}, async () => {
  await slack.goDown();
  await slack.waitFor(() => slack.sockets.count === 0, { what: 'the end of the socket' });

  await bot.stop();
  await slack.comeUp();
  bot = await startBot(settings);

  assert.equal(slack.sockets.count, 1);
});

test('a start whose first socket Slack refuses ends', { skip }, async () => {
  await bot.stop();
  slack.faults.add({
    fault: 'slack-error',
    error: 'invalid_auth',
    method: 'apps.connections.open',
  });

  await assert.rejects(startBot(settings), /invalid_auth/);

  slack.faults.clear();
  bot = await startBot(settings);
});

async function ready(): Promise<number> {
  return (await fetch(`${bot.url}/ready`)).status;
}

/** How the attempts to deliver a message ended that the bot did not accept. */
function unaccepted() {
  return slack.deliveries
    .filter(({ type, accepted }) => type === 'message' && !accepted)
    .map(({ status }) => status);
}

async function messagesOf(author: string) {
  return (await postgres?.rows(`select text from messages where author = '${author}'`)) ?? [];
}

async function eventually(check: () => Promise<void>): Promise<void> {
  const giveUpAt = Date.now() + 5_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
