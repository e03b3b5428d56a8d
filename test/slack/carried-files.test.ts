import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import type { NewFile } from '../../playground/workspace/acting/actor.ts';
import { wantedScopes } from '../../src/slack/workspace/scopes.ts';
import { carriedUnder, tokensSent } from '../support/carried.ts';
import { openCompany } from '../support/company.ts';
import { startElsewhere } from '../support/elsewhere.ts';
import { move } from '../support/move.ts';
import { openTicket } from '../support/open-ticket.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot({
  desk: { files: { perMessage: 3, megabytes: 0.001, megabytesPerCustomerAndDay: 0.0025 } },
});
const { slack, help } = bot;
const elsewhere = await startElsewhere();
after(async () => {
  await bot.stop();
  await elsewhere.stop();
});
afterEach(slack.faults.clear);

const invoice = { name: 'invoice.pdf', mimetype: 'application/pdf', content: '%PDF 42 €' };
const inInvoice = { name: 'invoice.pdf', content: '%PDF 42 €' };

/** A customer's ticket, and a message with files under it, once all of it is with the agents. */
async function sent(name: string, files: NewFile[]) {
  const { customer, root, card } = await openTicket(bot, name);
  await customer.say(help, 'See here', { thread: root, files });
  await bot.settled();
  const thread = slack.thread(bot.billing, card);
  return { customer, root, card, thread, last: thread.at(-1)?.shown };
}

test('the files of the transcript and of later messages are under the words that name them', async () => {
  const ann = bot.customer('Ann');
  const root = await ann.say(help, 'I was charged twice', { files: [invoice] });
  await bot.settled();
  await ann.say(help, '!escalate', { thread: root });
  const card = await bot.card(bot.billing, 'Customer: Ann');
  await bot.settled();

  const photo = { name: 'photo.png', mimetype: 'image/png', content: new Uint8Array([137, 80]) };
  await ann.say(help, 'And here', { thread: root, files: [photo] });
  await bot.settled();

  const thread = slack.thread(bot.billing, card);
  assert.deepEqual(
    thread.map(({ files }) => files.map(({ name }) => name).join()),
    ['', '', 'invoice.pdf', '', 'photo.png'],
  );
  assert.deepEqual(carriedUnder(bot, card)[0], inInvoice);
  assert.match(thread[1]?.shown ?? '', /Open invoice\.pdf \(below, not checked for secrets\)/);
  assert.match(slack.message(card)?.shown ?? '', /Files are not checked for secrets\./);
});

test('files of the direct messages are carried, where agents cannot open them otherwise', async () => {
  const bob = bot.customer('Bob');
  await bob.directMessage('I was charged twice', { files: [invoice] });
  await bot.settled();
  await bob.command('/escalate');
  const card = await bot.card(bot.billing, 'Customer: Bob');
  await bot.settled();

  assert.deepEqual(carriedUnder(bot, card), [inInvoice]);
  assert.match(
    slack.thread(bot.billing, card)[1]?.shown ?? '',
    /\(below, not checked for secrets: application\/pdf/,
  );
});

test('a moved ticket’s files are in its new thread too', async () => {
  const { root, card } = await sent('Cat', [invoice]);

  await move(slack.as(bot.agents.amy), card, 'Sales');
  const moved = await bot.card(bot.sales, 'Customer: Cat');
  await bot.settled();

  assert.deepEqual(carriedUnder(bot, moved), [inInvoice]);
  assert.deepEqual(carriedUnder(bot, root), []);
});

test('a file that messages name by its id alone is asked for', async () => {
  const { card } = await sent('Dan', [{ ...invoice, isStub: true }]);

  assert.deepEqual(carriedUnder(bot, card), [inInvoice]);
});

test('a file that another site keeps is a link that shows where it leads', async () => {
  const { card, last, thread } = await sent('Eve', [
    { name: 'plan.fig', external: 'https://draw.example/42' },
  ]);

  assert.deepEqual(carriedUnder(bot, card), []);
  assert.equal(last, 'plan.fig is kept outside of Slack. Open it at draw.example');
  assert.equal(thread.at(-1)?.links[0]?.url, 'https://draw.example/42');
});

test('what could do something where it is opened is named and not carried', async () => {
  const forbidden: NewFile[] = [
    { name: 'setup.EXE', mimetype: 'application/pdf' },
    { name: 'page.txt', mimetype: 'text/html' },
    { name: 'drawing.png', content: '<?xml version="1.0"?>\n<svg onload="alert(1)"/>' },
  ];
  const { card, thread } = await sent('Fay', forbidden);

  assert.deepEqual(carriedUnder(bot, card), []);
  assert.deepEqual(
    thread.slice(-3).map(({ shown }) => shown),
    ['setup.EXE', 'page.txt', 'drawing.png'].map(
      (name) =>
        `${name} is not carried: programs, scripts, web pages and documents with macros stay where they are.`,
    ),
  );
});

test('the bytes are counted, whatever Slack says of their number', async () => {
  const small = await sent('Gus', [{ name: 'a.log', content: 'x'.repeat(1_001), size: 3 }]);
  const large = await sent('Hal', [{ name: 'b.log', content: 'x', size: 2_000 }]);
  const short = await sent('Ida', [{ name: 'c.log', content: 'x', size: 20 }]);

  assert.equal(small.last, 'a.log is not carried: it is larger than 0.001 MB.');
  assert.equal(large.last, 'b.log is not carried: it is larger than 0.001 MB.');
  assert.equal(short.last, 'c.log is not carried: it came incomplete.');
  const carried = [small, large, short].flatMap(({ card }) => carriedUnder(bot, card));
  assert.deepEqual(carried, []);
});

test('a secret in a file’s name is left out of it', async () => {
  const { card, last } = await sent('Ira', [
    { name: '4111 1111 1111 1111.pdf', content: '%PDF' },
    { name: 'card 4111 1111 1111 1111.exe' },
  ]);

  assert.equal(carriedUnder(bot, card).length, 1);
  assert.doesNotMatch(JSON.stringify([carriedUnder(bot, card), last]), /1111/);
});

test('a message’s first files are carried, and as much of a customer’s a day as the desk wants', async () => {
  const files = ['a', 'b', 'c', 'd'].map((name) => ({
    name: `${name}.log`,
    content: name.repeat(900),
  }));
  const { card, thread } = await sent('Jay', files);

  assert.deepEqual(
    carriedUnder(bot, card).map(({ name }) => name),
    ['a.log', 'b.log'],
  );
  assert.ok(
    thread.some(({ shown }) => shown.includes('(the first 3 are below, not checked for secrets)')),
  );
  assert.equal(
    thread.at(-1)?.shown,
    'c.log is not carried: more than 0.0025 MB would be carried for this customer today.',
  );
});

test('the token goes to Slack’s host for files alone', async () => {
  const hosts = [
    'https://files.slack.com.evil.example/a.pdf',
    `http://127.0.0.1:1@${elsewhere.host}/a.pdf`,
    `${slack.url}@${elsewhere.host}/a.pdf`,
    `${elsewhere.url}/a.pdf`,
    'file:///etc/passwd',
    'no address',
  ];
  for (const [index, url] of hosts.entries()) {
    slack.faults.add({
      method: 'files.info',
      fault: 'answer-changed',
      times: 1,
      change: ({ file, ...rest }) => ({
        ...rest,
        file: { ...Object(file), url_private_download: url },
      }),
    });
    const { last } = await sent(`Kim${index}`, [invoice]);
    assert.equal(last, 'invoice.pdf is not carried: its address leads outside of Slack.');
  }
  slack.faults.add({ method: 'files-pri', fault: 'redirected', to: elsewhere.url, times: 1 });
  const { last } = await sent('Kim', [invoice]);

  assert.equal(last, 'invoice.pdf is not carried: its address leads outside of Slack.');
  assert.equal(elsewhere.requests, 0);
  assert.ok(tokensSent(bot).length > 0);
  assert.ok(tokensSent(bot).every((token) => token === null));
});

test('a sign-in page is not the file', async () => {
  slack.faults.add({ method: 'files-pri', fault: 'sign-in-page', times: 1 });
  const { card, last } = await sent('Leo', [invoice]);

  assert.equal(last, 'invoice.pdf is not carried: Slack does not let the bot read it.');
  assert.deepEqual(carriedUnder(bot, card), []);
});

test('a file that is taken back before it is carried stays away', async () => {
  const { customer, root, card } = await openTicket(bot, 'Mia');
  slack.faults.add({ method: 'files.info', fault: 'http-error', status: 503 });
  const message = await customer.say(help, 'See here', { thread: root, files: [invoice] });
  await slack.waitFor(() => slack.thread(bot.billing, card)[2], { what: 'the words' });

  await customer.takeBackFile(message, 'invoice.pdf');
  await slack.waitFor(
    () => slack.thread(bot.billing, card).find(({ shown }) => shown.includes('took back a file')),
    { what: 'that it was taken back' },
  );
  slack.faults.clear();
  await bot.settled();

  assert.deepEqual(carriedUnder(bot, card), []);
});

test('in a channel that others can read, files stay in the customer’s conversation', async () => {
  const company = await openCompany();
  const open = await startBot({ company });
  company.slack.share(company.billing, true);
  const { customer, root, card } = await openTicket(open, 'Ned');

  await customer.say(company.help, 'See here', { thread: root, files: [invoice] });
  await open.settled();

  assert.deepEqual(carriedUnder(open, card), []);
  assert.match(
    company.slack.thread(company.billing, card).at(-1)?.shown ?? '',
    /Open invoice\.pdf \(it stays in the customer’s conversation: others than agents can read/,
  );
  await open.stop();
  await company.slack.stop();
});

for (const missing of ['files:read', 'files:write']) {
  test(`without the scope ${missing} files are linked, and all else works`, async () => {
    const scopes = [...wantedScopes.keys()].filter((scope) => scope !== missing);
    const company = await openCompany({ scopes });
    const old = await startBot({ company });
    const { customer, root, card } = await openTicket(old, 'Oda');

    await customer.say(company.help, 'See here', { thread: root, files: [invoice] });
    await old.settled();

    const thread = company.slack.thread(company.billing, card);
    assert.match(thread.at(-1)?.shown ?? '', /See here .* Open invoice\.pdf$/);
    assert.deepEqual(carriedUnder(old, card), []);
    assert.ok(old.log.some(({ message }) => message.startsWith(`${missing} is not granted`)));
    await old.stop();
    await company.slack.stop();
  });
}
