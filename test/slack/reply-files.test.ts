import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import type { NewFile } from '../../playground/workspace/acting/actor.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { wantedScopes } from '../../src/slack/workspace/scopes.ts';
import { carriedUnder } from '../support/carried.ts';
import { openCompany } from '../support/company.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot({
  desk: { files: { perMessage: 3, megabytes: 0.001, megabytesPerCustomerAndDay: 0.0025 } },
});
const { slack, help, billing } = bot;
const amy = slack.as(bot.agents.amy);
after(bot.stop);
afterEach(slack.faults.clear);

const label = { name: 'label.pdf', mimetype: 'application/pdf', content: '%PDF return' };
const terms = { name: 'terms.txt', mimetype: 'text/plain', content: 'Our terms' };

/** What agents read of what was sent. */
function sentUnder(card: Message): string {
  const sent = slack.thread(billing, card).find(({ shown }) => shown.startsWith('Amy Agent to'));
  return sent?.shown ?? '';
}

test('the files that an agent chose are under the answer, and named where it is shown as sent', async () => {
  const { root, card } = await openTicket(bot, 'Ann');

  const outcome = await reply(amy, card, 'Here is your label', { Files: [label, terms] });
  await bot.settled();

  assert.deepEqual(outcome, { status: 'closed' });
  const thread = slack.thread(help, root);
  const at = thread.findIndex(({ shown }) => shown === 'Here is your label');
  assert.deepEqual(
    thread.slice(at).map(({ files }) => files.map(({ name }) => name).join()),
    ['', 'label.pdf', 'terms.txt'],
  );
  assert.deepEqual(carriedUnder(bot, root), [
    { name: 'label.pdf', content: '%PDF return' },
    { name: 'terms.txt', content: 'Our terms' },
  ]);
  assert.match(sentUnder(card), /sent\nHere is your label\nFile: label\.pdf\nFile: terms\.txt\n/);
  assert.deepEqual(carriedUnder(bot, card), []);
});

test('files go where the answer goes: to the direct messages too', async () => {
  const { customer, root, card } = await openTicket(bot, 'Bea');

  await amy.press(card, 'Reply');
  amy.fill({
    'Your reply': 'For you alone',
    Files: [label],
    Where: 'In direct messages: Bea only',
  });
  await amy.submit();
  await bot.settled();

  const names = slack.directMessages(customer.person).flatMap(({ files }) => files);
  assert.deepEqual(
    names.map(({ name }) => name),
    ['label.pdf'],
  );
  assert.deepEqual(carriedUnder(bot, root), []);
});

test('what is attached to a note goes nowhere', async () => {
  const { root, card } = await openTicket(bot, 'Cat');

  await amy.say(billing, 'Is this the right one?', { thread: card, files: [label] });
  await bot.settled();

  assert.deepEqual(carriedUnder(bot, root), []);
});

test('an answer that is taken back takes its files with it', async () => {
  const { root, card } = await openTicket(bot, 'Dan');
  await reply(amy, card, 'Not for you', { Files: [label] });
  await bot.settled();
  const [posted] = slack.thread(help, root).flatMap(({ files }) => files);
  assert.ok(posted);
  const sent = slack.thread(billing, card).at(-1);
  assert.ok(sent);

  await amy.press(sent, 'Take back');
  await bot.settled();

  assert.equal(slack.contentOf(posted), undefined);
  assert.ok(slack.thread(help, root).every(({ files }) => files.length === 0));
});

const refused: [NewFile[], RegExp][] = [
  [[{ name: 'setup.exe' }], /^“setup\.exe” cannot be sent/],
  [[{ name: 'a.txt', mimetype: 'text/html' }], /^“a\.txt” cannot be sent/],
  [[{ name: 'a.txt', size: 1_001 }], /^“a\.txt” is larger than 0\.001 MB\.$/],
  [[{ name: 'a.fig', external: 'https://draw.example/1' }], /^“a\.fig” is kept outside of Slack/],
  [['a', 'b', 'c'].map((name) => ({ name, size: 900 })), /^That would be more than 0\.0025 MB/],
];

for (const [files, words] of refused) {
  test(`the form refuses files and says why: ${words.source}`, async () => {
    const { root, card } = await openTicket(bot, `No-${refused.findIndex(([f]) => f === files)}`);

    const outcome = await reply(amy, card, 'Look', { Files: files });
    await bot.settled();

    assert.equal(outcome.status, 'errors');
    assert.match(outcome.status === 'errors' ? (outcome.errors.reply_files ?? '') : '', words);
    assert.ok(slack.thread(help, root).every(({ shown }) => shown !== 'Look'));
    await amy.dismiss();
  });
}

test('the form takes no more files than the desk allows, and says that they are not checked', async () => {
  const { card } = await openTicket(bot, 'Fay');
  await amy.press(card, 'Reply');

  assert.throws(() => amy.fill({ Files: [label, label, label, label] }), /3 files at most/);
  const input = amy.modal?.blocks.find((block) => block.block_id === 'reply_files');
  assert.match(JSON.stringify(input), /not checked for secrets/);
  await amy.dismiss();
});

test('a file whose name holds a card number is refused', async () => {
  const { card } = await openTicket(bot, 'Gus');

  const outcome = await reply(amy, card, 'Look', {
    Files: [{ ...label, name: '4111 1111 1111 1111.pdf' }],
  });

  assert.equal(outcome.status, 'errors');
  await amy.dismiss();
});

test('files stay chosen while the agent is shown what is new', async () => {
  const { customer, root, card } = await openTicket(bot, 'Hal');
  await amy.press(card, 'Reply');
  amy.fill({ 'Your reply': 'Here', Files: [label] });
  await customer.say(help, 'One more thing', { thread: root });
  await bot.settled();

  const outcome = await amy.submit();
  assert.equal(outcome.status, 'replaced');
  assert.match(shownInForm(amy.modal), /One more thing/);
  await amy.submit();
  await bot.settled();

  assert.deepEqual(carriedUnder(bot, root), [{ name: 'label.pdf', content: '%PDF return' }]);
});

test('a file that does not arrive says so to the agents, and can be tried again', async () => {
  const { root, card } = await openTicket(bot, 'Ida');
  slack.faults.add({ method: 'files-pri', fault: 'sign-in-page', times: 1 });
  await reply(amy, card, 'Here', { Files: [label, terms] });
  await bot.settled();
  const shown = sentUnder(card);
  assert.match(
    shown,
    /File: label\.pdf did not arrive: Slack does not let the bot read it\nFile: terms\.txt\n\[Try again\]/,
  );
  const sent = slack.thread(billing, card).at(-1);
  assert.ok(sent);

  await amy.press(sent, 'Try again');
  await bot.settled();

  assert.deepEqual(
    carriedUnder(bot, root).map(({ name }) => name),
    ['terms.txt', 'label.pdf'],
  );
  assert.equal(slack.thread(help, root).filter(({ shown: text }) => text === 'Here').length, 1);
  assert.doesNotMatch(sentUnder(card), /did not arrive|Try again/);
});

test('without the scopes the form has no files, and answers go as before', async () => {
  const scopes = [...wantedScopes.keys()].filter((scope) => scope !== 'files:write');
  const company = await openCompany({ scopes });
  const old = await startBot({ company });
  const { root, card } = await openTicket(old, 'Jay');
  const agent = company.slack.as(company.agents.amy);
  await agent.press(card, 'Reply');

  assert.throws(() => agent.fill({ Files: [label] }), /There is no "Files" here/);
  agent.fill({ 'Your reply': 'Without files' });
  await agent.submit();
  await old.settled();

  const thread = company.slack.thread(company.help, root);
  assert.equal(thread.filter(({ shown }) => shown === 'Without files').length, 1);
  await old.stop();
  await company.slack.stop();
});
