import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany();
const { slack, help } = company;
const amy = slack.as(company.agents.amy);
const database = await lastingDatabase();
const form = slack.addApp({ name: 'Support form' });
const other = slack.addApp({ name: 'Support form' });
const settings = {
  company,
  database,
  desk: { forms: [{ app: form.id, submitter: { block: 'who' } }] },
};
let bot = await startBot(settings);
after(async () => {
  await bot.stop();
  await slack.stop();
});
afterEach(slack.faults.clear);

const mrkdwn = (block_id: string, text: string) => ({
  type: 'section',
  block_id,
  text: { type: 'mrkdwn', text },
});
const content = (who: string, issue: string) => ({
  text: `New request from ${who}: ${issue}`,
  blocks: [mrkdwn('who', `From ${who}`), mrkdwn('issue', issue)],
});
const submit = (who: string, issue: string, app = form) =>
  slack.postAs(app, help, content(who, issue));
const mention = ({ person }: { person: { id: string } }) => `<@${person.id}>`;

async function customersOf(issue: string): Promise<(string | undefined)[]> {
  await bot.settled();
  return bot.cards(issue).map(({ shown }) => shown.match(/^Customer: (.*)/m)?.[1]);
}

test('a form’s post opens a conversation for whom it names, who is greeted by name', async () => {
  const ann = bot.customer('Ann');
  const post = await submit(mention(ann), 'invoice 1 was charged twice');
  const greeting = await slack.waitFor(() => slack.thread(help, post)[1], { what: 'a greeting' });

  await ann.press(greeting, 'Talk to a person');

  assert.match(greeting.shown, /^@Ann Tell me all that matters/);
  const card = await bot.card(bot.billing, 'Customer: Ann');
  assert.match(
    card.shown,
    /Named by the app Support form\. They have not written themselves yet\./,
  );
  assert.doesNotMatch(card.shown, /@shop\.example/);
  assert.match(await bot.transcript(card), /^CUSTOMER: New request from @Ann: invoice 1/);
  await ann.openHome();
  await bot.settled();
  assert.match(slack.home(ann.person)?.shown ?? '', /You have none yet/);
  assert.deepEqual(slack.directMessages(ann.person), []);
});

test('once they write themselves it is their conversation, and the card and Home follow', async () => {
  const bob = bot.customer('Bob');
  const thread = await submit(mention(bob), 'invoice 2 was charged twice');
  await bot.settled();
  await amy.say(help, '!escalate', { thread });
  const card = await bot.card(bot.billing, 'Customer: Bob');
  assert.match(card.shown, /Named by the app Support form/);
  await bob.openHome();
  await bot.settled();

  await bob.say(help, 'It was the TV', { thread });

  const seen = await slack.waitFor(
    () => slack.message(card)?.shown.includes('Bob@shop.example') && slack.message(card),
    { what: 'the email on the card' },
  );
  assert.match(seen.shown, /Email confirmed by Slack/);
  assert.doesNotMatch(seen.shown, /Named by/);
  await slack.waitFor(() => /H-\d+/.test(slack.home(bob.person)?.shown ?? ''), {
    what: 'the request on Home',
  });
});

test('what their own later messages say is not drawn into a form that names them', async () => {
  const cid = bot.customer('Cid');
  await submit(mention(cid), 'invoice 3 was charged twice');
  await bot.settled();

  const root = await cid.say(help, 'My password is lost');
  await bot.settled();
  await cid.say(help, '!escalate', { thread: root });

  const card = await bot.card(bot.support, 'Customer: Cid');
  assert.doesNotMatch(await bot.transcript(card), /invoice 3/);
});

test('only the app’s own block names anybody, and two candidates are none', async () => {
  const [dora, eve] = [bot.customer('Dora'), bot.customer('Eve')];
  const posts = [
    await submit('nobody', `charged twice, says ${mention(dora)}`),
    await submit(`${mention(dora)} ${mention(eve)}`, 'charged twice'),
    await submit(mention(dora), 'charged twice', other),
    await slack.postAs(form, help, { text: `From ${mention(dora)}: charged twice` }),
  ];
  await bot.settled();

  for (const post of posts) assert.equal(slack.thread(help, post).length, 1, post.text);
});

test('an agent, a bot, somebody unknown or deactivated is named in vain; a guest is not', async () => {
  const robot = slack.addUser({ name: 'robot', kind: 'bot' });
  const left = slack.addUser({ name: 'left', deactivated: true });
  const guest = bot.customer('Gus', { kind: 'guest' });
  const inVain = [`<@${amy.person.id}>`, `<@${robot.id}>`, `<@${left.id}>`, '<@U0UNKNOWN1>'];
  const posts = [];
  for (const who of [...inVain, `<@${slack.botUserId}>`]) posts.push(await submit(who, 'charged'));
  const ofGuest = await submit(mention(guest), 'charged');
  await bot.settled();

  for (const post of posts) assert.equal(slack.thread(help, post).length, 1, post.text);
  assert.equal(slack.thread(help, ofGuest).length, 2);
});

test('an agent escalates a trusted form’s post that names nobody, as any app’s', async () => {
  const post = await submit('nobody', 'invoice 5 was charged twice');
  await bot.settled();

  await amy.shortcut('Escalate to an agent', post);

  await bot.card(bot.billing, 'invoice 5');
  assert.deepEqual(await customersOf('invoice 5'), ['Support form, an app']);
});

test('delivered many times, in any order with its edit, it is one conversation of the same customer', async () => {
  const fay = bot.customer('Fay');
  const guy = bot.customer('Guy');
  slack.faults.add({ fault: 'duplicated', copies: 3, times: 1 });
  slack.faults.add({ fault: 'reordered', together: 2, times: 1 });

  const post = await submit(mention(fay), 'invoice 6 was charged twice');
  await slack.editAs(form, post, content(mention(guy), 'invoice 6 was charged thrice'));
  await bot.settled();
  await amy.say(help, '!escalate', { thread: post });
  await bot.card(bot.billing, 'invoice 6');

  const [customer, ...more] = await customersOf('invoice 6');
  assert.ok(customer === 'Fay' || customer === 'Guy');
  assert.deepEqual(more, []);
});

test('while Slack does not say who it names, it is delivered again; in a history it reads the same', async () => {
  const hal = bot.customer('Hal');
  slack.faults.add({ method: 'users.info', fault: 'http-error', status: 500, times: 1 });
  const post = await submit(mention(hal), 'invoice 7 was charged twice');
  await bot.settled();
  await slack.waitFor(() => slack.thread(help, post)[1], { what: 'a greeting' });
  await bot.stop();
  const ida = company.customer('Ida');
  const missed = await submit(mention(ida), 'invoice 8 was charged twice');

  bot = await startBot(settings);

  const greeting = await slack.waitFor(() => slack.thread(help, missed)[1], { what: 'a greeting' });
  assert.match(greeting.shown, /^@Ida /);
  for (const [thread, name] of [
    [post, 'Hal'],
    [missed, 'Ida'],
  ] as const) {
    await amy.say(help, '!escalate', { thread });
    const card = await bot.card(bot.billing, `Customer: ${name}`);
    assert.match(card.shown, /Named by the app Support form/);
  }
});
