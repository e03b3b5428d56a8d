import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import type { Actor } from '../../playground/workspace/acting/actor.ts';
import { WEEKDAYS } from '../../src/desk/hours.ts';
import { fieldsOf } from '../../src/fields-of.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { move } from '../support/move.ts';
import { openTicket } from '../support/open-ticket.ts';
import { shownInForm } from '../support/shown-in-form.ts';
import { type BotSettings, startBot } from '../support/start-bot.ts';

const savedReplies = [
  { title: 'Refunded', text: 'It is refunded, {customer}.' },
  { title: 'Wait', text: 'One moment.' },
];

/** A workspace with two leads, of whom one is no agent; its bots share a database. */
async function openDesk() {
  const company = await openCompany({ redeliverAfterMs: [] });
  const { slack } = company;
  const lea = slack.as(slack.addUser({ name: 'lea', realName: 'Lea Lead' }));
  const amy = slack.as(company.agents.amy);
  const leads = slack.addChannel({
    name: 'leads',
    private: true,
    members: [lea.person, amy.person],
  });
  const database = await lastingDatabase();
  after(slack.stop);
  const start = async (desk: BotSettings['desk'] = {}) => {
    const bot = await startBot({
      company,
      database,
      desk: { leadsChannel: '#leads', savedReplies, ...desk },
    });
    after(bot.stop);
    return bot;
  };
  /** The Home tab of somebody, once it shows something. */
  const home = (of: Actor, what: RegExp) =>
    slack.waitFor(
      () => {
        const tab = slack.home(of.person);
        return tab && what.test(tab.shown) ? tab : undefined;
      },
      {
        what: `${what} in the Home tab of ${of.person.name}, not “${slack.home(of.person)?.shown}”`,
      },
    );
  const openHome = async (of: Actor, what = /For leads/) => {
    await of.openHome();
    return home(of, what);
  };
  return { ...company, slack, lea, amy, leads, database, start, home, openHome };
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Presses a button of the Home tab, and then one of the list that it opens. */
async function press({ openHome }: Desk, lead: Actor, what: string, button?: string) {
  await lead.press(await openHome(lead), `leads_home:${what}`);
  if (button !== undefined) await lead.press(lead.modal ?? assert.fail('no list'), button);
}

const WithOptions = z.object({
  elements: z.array(
    z.object({ options: z.array(z.object({ text: z.object({ text: z.string() }) })) }),
  ),
});

/** What agents choose from in the form of a reply. */
async function menuOf(bot: Awaited<ReturnType<Desk['start']>>, amy: Actor, name: string) {
  const { card } = await openTicket(bot, name);
  await amy.press(card, 'Reply');
  const blocks = z.array(WithOptions.catch({ elements: [] })).parse(amy.modal?.blocks);
  await amy.dismiss();
  return blocks.flatMap(({ elements }) =>
    elements.flatMap(({ options }) => options.map(({ text }) => text.text)),
  );
}

test('a lead changes, adds and removes saved replies, and agents have them at once, after a restart too', async () => {
  const desk = await openDesk();
  const { lea, amy } = desk;
  const bot = await desk.start();
  const file = await desk.openHome(lea, /Saved replies: 2/);

  await press(desk, lea, 'replies', 'leads_list:edit:0');
  lea.fill({ 'Title, for agents': 'Paid back', 'Text, for customers': 'Paid back, {customer}.' });
  const edited = await lea.submit();
  await press(desk, lea, 'replies', 'leads_list:remove:1');
  await lea.dismiss();
  await press(desk, lea, 'replies', 'leads_list:add');
  lea.fill({ 'Title, for agents': '<!channel> *New*', 'Text, for customers': 'A new one.' });
  const added = await lea.submit();
  const shown = await desk.home(lea, /<!channel> \*New\*/);
  const menu = await menuOf(bot, amy, 'Ann');
  await bot.settled();
  await bot.stop();
  const next = await desk.start();
  const later = await menuOf(next, amy, 'Bob');

  assert.match(file.shown, /Saved replies: 2\nRefunded\nWait\n/);
  assert.doesNotMatch(file.shown, /changed by/);
  assert.deepEqual([edited.status, added.status], ['closed', 'closed']);
  assert.match(
    shown.shown,
    /Paid back · changed by @Lea Lead, .*\nWait \(removed\) · changed by @Lea/s,
  );
  assert.deepEqual(shown.shown.match(/How can we help\?/g)?.length, 1);
  assert.deepEqual(menu, ['Paid back', '<!channel> *New*']);
  assert.deepEqual(later, menu);
  const audited = bot.log.filter(({ message }) => message.startsWith('A lead changed'));
  assert.equal(audited.length, 3);
  assert.doesNotMatch(JSON.stringify(audited), /Paid|New|Wait|Refunded/);
});

test('of two leads who edit one reply the second is told what changed, and overwrites nothing unseen', async () => {
  const desk = await openDesk();
  const { lea, amy } = desk;
  const one = await desk.start();
  await one.settled();
  await press(desk, lea, 'replies', 'leads_list:edit:0');
  await press(desk, amy, 'replies', 'leads_list:edit:0');
  lea.fill({ 'Text, for customers': 'By Lea: <@U1> {ticket}' });
  await lea.submit();
  amy.fill({ 'Text, for customers': 'By Amy' });

  const second = await amy.submit();
  const told = shownInForm(amy.modal);
  await press(desk, lea, 'replies', 'leads_list:edit:0');
  const between = shownInForm(lea.modal);
  await lea.dismiss();
  const third = await amy.submit();

  assert.equal(second.status, 'replaced');
  assert.match(
    told,
    /Lea Lead changed this meanwhile\. Nothing was done\..*Refunded\nBy Lea: <@U1> \{ticket\}.*By Amy/s,
  );
  assert.match(between, /By Lea/);
  assert.equal(third.status, 'closed');
});

test('what was removed meanwhile is said to whoever edits it, and two who add one title get one', async () => {
  const desk = await openDesk();
  const { lea, amy } = desk;
  await desk.start();
  await press(desk, lea, 'replies', 'leads_list:edit:0');
  await press(desk, amy, 'replies', 'leads_list:remove:0');
  await desk.home(lea, /Refunded \(removed\) · changed by @Amy Agent/);
  lea.fill({ 'Text, for customers': 'Mine' });
  const outcome = await lea.submit();
  const told = shownInForm(lea.modal);
  await lea.dismiss();
  await lea.dismiss();
  await amy.dismiss();
  for (const lead of [lea, amy]) {
    await press(desk, lead, 'replies', 'leads_list:add');
    lead.fill({ 'Title, for agents': 'Same', 'Text, for customers': `By ${lead.person.name}` });
  }

  const both = await Promise.all([lea.submit(), amy.submit()]);

  assert.equal(outcome.status, 'replaced');
  assert.match(told, /Amy Agent removed this meanwhile\. Nothing was done\./);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['closed', 'errors']);
});

test('what a desk file would refuse is refused in the form, by its field', async () => {
  const desk = await openDesk();
  const { lea } = desk;
  await desk.start();
  await press(desk, lea, 'replies', 'leads_list:add');
  const errors: unknown[] = [];
  for (const [title, text] of [
    ['Wait', 'Twice'],
    ['Odd', 'Hello {name}'],
    [' \u0007 ', 'No title'],
  ] as const) {
    lea.fill({ 'Title, for agents': title, 'Text, for customers': text });
    errors.push(await lea.submit());
  }
  await lea.dismiss();
  await lea.dismiss();
  await press(desk, lea, 'targets', 'leads_list:edit:0');
  lea.fill({ 'The first reply within': '2 days', 'Each later reply within': '4h' });
  errors.push(await lea.submit());

  assert.match(JSON.stringify(errors[0]), /answer.*Another saved reply is called so/);
  assert.match(JSON.stringify(errors[1]), /reply_text.*has these placeholders/);
  assert.match(JSON.stringify(errors[2]), /answer.*Please write a title/);
  assert.match(JSON.stringify(errors[3]), /first_reply.*Write a time as 30m or 4h/);
});

test('holidays and targets of leads hold on every instance at once, and go back to the desk file', async () => {
  const desk = await openDesk();
  const { lea, amy, slack } = desk;
  const week = Object.fromEntries(WEEKDAYS.map((day) => [day, '0:00-24:00']));
  const hours = { zone: 'UTC', week, holidays: ['2030-12-25'] };
  const one = await desk.start({ hours });
  // An embedded database has one instance.
  const other = desk.database.kind === 'postgres' ? await desk.start({ hours }) : one;
  slack.deliverTo(`${one.url}/slack/events`);
  const today = new Date().toISOString().slice(0, 10);
  await press(desk, lea, 'holidays');
  lea.fill({ 'Another day on which nobody is there': today });
  await lea.submit();
  await desk.home(lea, /Holidays: .*Wed 25 Dec 2030 · changed by @Lea Lead/);
  await press(desk, amy, 'targets', 'leads_list:edit:0');
  amy.fill({ 'The first reply within': '90 m', 'Each later reply within': '2H' });
  await amy.submit();
  await press(desk, amy, 'targets', 'leads_list:edit:1');
  amy.fill({ 'When agents are to have answered': 'Off: nobody is reminded' });
  await amy.submit();

  slack.deliverTo(`${other.url}/slack/events`);
  const shown = await desk.openHome(lea, /Billing: off · changed by @Amy Agent/);
  const { root } = await openTicket(other, 'Cid');
  const status = await slack.waitFor(
    () => slack.thread(desk.help, root).find(({ shown }) => / is with our team/.test(shown)),
    { what: 'the ticket’s status' },
  );
  await lea.press(shown, 'leads_home:back');
  await desk.home(lea, /Holidays: Wed 25 Dec 2030\n/);

  assert.match(shown.shown, /All tickets: first reply 90m, next reply 2h · changed by @Amy Agent/);
  assert.match(status.shown, /Somebody is there again: /);
  await other.settled();
  await slack.waitFor(() => !slack.message(status)?.shown.includes('there again'), {
    what: 'the status without the holiday',
  });
});

test('when the desk file changes beneath, what leads changed stays, and the Home tab says what the file says', async () => {
  const desk = await openDesk();
  const { lea, amy } = desk;
  const first = await desk.start({ targets: { firstReply: '1h', nextReply: '4h' } });
  await press(desk, lea, 'replies', 'leads_list:edit:0');
  lea.fill({ 'Text, for customers': 'By Lea' });
  await lea.submit();
  await press(desk, lea, 'targets', 'leads_list:edit:0');
  lea.fill({ 'The first reply within': '2h', 'Each later reply within': '4h' });
  await lea.submit();
  await desk.home(lea, /first reply 2h/);
  const before = slackHome(desk);
  await first.settled();
  await first.stop();

  const next = await desk.start({
    savedReplies: [{ title: 'Refunded', text: 'In the file' }],
    targets: { firstReply: '3h', nextReply: '4h' },
  });
  const shown = await desk.openHome(
    lea,
    /Refunded · changed by @Lea Lead, .* · the desk file says/,
  );
  await press(desk, lea, 'replies', 'leads_list:back:0');
  const back = shownInForm(lea.modal);
  const menu = await menuOf(next, amy, 'Dan');

  assert.doesNotMatch(before, /the desk file says/);
  assert.match(shown.shown, /otherwise by now: “Refunded”: In the file/);
  assert.match(shown.shown, /first reply 2h.*otherwise by now: first reply 3h, next reply 4h/);
  assert.match(back, /Refunded\s+In the file/);
  assert.deepEqual(menu, ['Refunded']);
});

function slackHome({ slack, lea }: Desk): string {
  return slack.home(lea.person)?.shown ?? '';
}

const ends: [string, (desk: Desk) => void][] = [
  ['left the channel', ({ slack, leads, lea }) => void slack.leave(leads, lea.person)],
  [
    'was made a guest',
    ({ slack, lea }) => {
      slack.faults.add({
        method: 'users.info',
        fault: 'answer-changed',
        change: ({ ok, user }) => ({
          ok,
          user:
            fieldsOf(user).id === lea.person.id ? { ...fieldsOf(user), is_restricted: true } : user,
        }),
      });
    },
  ],
  [
    'is in a channel that was made public',
    ({ slack, leads }) => {
      slack.faults.add({
        method: 'conversations.info',
        channel: leads,
        fault: 'answer-changed',
        change: ({ ok, channel }) => ({ ok, channel: { ...fieldsOf(channel), is_private: false } }),
      });
    },
  ],
];

for (const [how, end] of ends) {
  test(`a lead who ${how} is refused with words at the next act, whatever is open`, async () => {
    const desk = await openDesk();
    const { lea } = desk;
    const bot = await desk.start();
    await press(desk, lea, 'replies', 'leads_list:edit:0');
    lea.fill({ 'Text, for customers': 'Too late' });
    end(desk);

    const form = await lea.submit();
    const inForm = shownInForm(lea.modal);
    await lea.dismiss();
    await lea.press(lea.modal ?? assert.fail('no list'), 'leads_list:remove:1');
    const inList = shownInForm(lea.modal);
    await lea.dismiss();
    await bot.settled();

    assert.equal(form.status, 'replaced');
    assert.match(inForm, /Only leads can do this, and you are not one now/);
    assert.match(inList, /Only leads can do this/);
    assert.doesNotMatch(slackHome(desk), /For leads/);
    assert.equal(bot.log.filter(({ message }) => message.startsWith('A lead')).length, 0);
  });
}

test('an old Home tab of somebody who is no lead any more says so', async () => {
  const desk = await openDesk();
  const { lea, slack, leads } = desk;
  const bot = await desk.start();
  const old = await desk.openHome(lea);
  slack.leave(leads, lea.person);

  await lea.press(old, 'leads_home:holidays');
  await bot.settled();

  assert.match(shownInForm(lea.modal), /Only leads can do this/);
  assert.doesNotMatch(slackHome(desk), /For leads/);
  assert.match(slackHome(desk), /How can we help/);
});

test('who joins the leads’ channel is shown what leads see when they open the tab next', async () => {
  const desk = await openDesk();
  const { lea, slack, leads } = desk;
  const bot = await desk.start();
  await desk.openHome(lea);
  const noa = slack.as(slack.addUser({ name: 'noa' }));
  slack.join(leads, noa.person);
  await bot.settled();

  const { shown } = await desk.openHome(noa);

  assert.match(shown, /^For leads\n/);
  assert.match(shown, /\nSaved replies: 2\n/);
});

test('corrections are listed and removed by leads', async () => {
  const desk = await openDesk();
  const { lea, amy, slack } = desk;
  const bot = await desk.start();
  const { card } = await openTicket(bot, 'Eve');
  await move(amy, card, 'Sales', { why: 'It came to the wrong place' });
  await bot.settled();
  await press(desk, lea, 'corrections');
  const listed = shownInForm(lea.modal);

  await lea.press(lea.modal ?? assert.fail('no list'), 'leads_list:remove:0');
  const after = shownInForm(lea.modal);
  await lea.dismiss();
  await bot.settled();

  assert.ok(listed.startsWith(`H-1: Billing → Sales, by @${amy.person.id}, `), listed);
  assert.match(after, /There are none/);
  assert.match(slack.home(lea.person)?.shown ?? '', /Corrections: 0/);
});
