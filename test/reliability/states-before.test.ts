import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type KnownBlock, WebClient } from '@slack/web-api';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { DatabaseAddress } from '../../src/database/open-database.ts';
import { type Company, openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { under } from '../support/merge-and-split.ts';
import { move } from '../support/move.ts';
import { openTicket } from '../support/open-ticket.ts';
import { reply } from '../support/reply.ts';
import { type BotUnderTest, startBot } from '../support/start-bot.ts';
import {
  bringToStateBefore,
  leaveMoving,
  migrationsToTakeBack,
  ticketIds,
} from '../support/state-before.ts';

type Settings = { company: Company; database: DatabaseAddress };

/** Before the first agents could only pass tickets on, and resolve them. */
const [BEFORE_ANSWERS] = migrationsToTakeBack;

for (const migration of migrationsToTakeBack) {
  test(`a database of the state before ${migration}, with work that waits, opens and goes on`, async () => {
    const settings = { company: await openCompany(), database: await lastingDatabase() };
    const { slack } = settings.company;
    const left = await leaveWork(settings, migration);
    const bot = await startBot(settings);
    try {
      await assertGoesOn(bot, left);
    } finally {
      await bot.stop();
      await slack.stop();
    }
  });
}

type Left = Awaited<ReturnType<typeof leaveWork>>;

/** What the bot of then leaves: tickets in every state, and jobs and posts that wait. */
async function leaveWork(settings: Settings, migration: string) {
  const { slack, help } = settings.company;
  const amy = slack.as(settings.company.agents.amy);
  const hasAnswers = migration >= '011';
  const held = new Set<string>();
  let isHeld = false;
  const bot = await startBot({
    ...settings,
    checkpoint(name) {
      if (!isHeld || !['before routing', 'before posting follow-up'].includes(name)) return;
      held.add(name);
      throw new Error(`The process ends ${name}`);
    },
  });
  const open = await openTicket(bot, 'Ann');
  const moved = await openTicket(bot, 'Bea');
  const resolved = await openTicket(bot, 'Cid');
  const toMove = await openTicket(bot, 'Dan');
  const written = await openTicket(bot, 'Eve');
  if (hasAnswers) await reply(amy, open.card, 'Which one was it?');
  await move(amy, moved.card, 'Sales');
  await amy.press(resolved.card, 'Resolve');
  await bot.settled();

  isHeld = true;
  await written.customer.say(help, 'And here is more', { thread: written.root });
  const waiting = bot.customer('Fay');
  const root = await waiting.say(help, 'I was charged twice');
  await waiting.say(help, '!escalate', { thread: root });
  await slack.waitFor(() => held.size === 2, { what: 'a post and a triage that wait' });
  await bot.stop();

  const ids: string[] = [];
  await bringToStateBefore(migration, settings.database, async (transaction) => {
    ids.push(...(await ticketIds(transaction)));
    await leaveMoving(transaction, { ticketId: ids[3] ?? '', destination: 'support' });
  });
  const hasOldCards = migration === BEFORE_ANSWERS;
  if (hasOldCards) {
    for (const [index, { card }] of [open, moved, resolved, toMove, written].entries()) {
      await showOldCard(settings.company, card, ids[index] ?? '');
    }
  }
  return { open, moved, resolved, toMove, written, hasAnswers, hasOldCards };
}

/** As the first bot posted it: *Resolve*, and a menu to move it. */
async function showOldCard({ slack }: Company, card: Message, ticketId: string): Promise<void> {
  const plain = (text: string) => ({ type: 'plain_text', text, emoji: false }) as const;
  const resolve = {
    type: 'button',
    action_id: 'resolve_ticket',
    text: plain('Resolve'),
    value: ticketId,
  } as const;
  const others = [
    { title: 'Sales', id: 'sale' },
    { title: 'Support', id: 'support' },
  ];
  const options = others.map(({ title, id }) => ({
    text: plain(title),
    value: `${ticketId} ${id}`,
  }));
  const menu = {
    type: 'static_select',
    action_id: 'move_ticket',
    placeholder: plain('Move to …'),
    options,
  } as const;
  const heading: KnownBlock = { type: 'header', text: plain(card.shown.split('\n')[0] ?? '') };
  const blocks: KnownBlock[] = [heading, { type: 'actions', elements: [resolve, menu] }];
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  await client.chat.update({ channel: card.channel, ts: card.ts, text: 'Ticket', blocks });
}

async function assertGoesOn(bot: BotUnderTest, left: Left): Promise<void> {
  const { slack, help, billing, sales, support } = bot;
  const amy = slack.as(bot.agents.amy);
  const { open, moved, resolved, written } = left;
  await bot.settled();

  const waiting = await bot.card(billing, 'Customer: Fay');
  assert.match(slack.message(waiting)?.shown ?? '', /\[Claim\]/);
  assert.equal(under(bot, written.card, 'And here is more').length, 1);
  const arrived = await bot.card(support, 'Customer: Dan');
  assert.equal(slack.message(arrived)?.shown.includes('[Reply]'), true);

  await open.customer.say(help, 'The second one', { thread: open.root });
  await resolved.customer.say(help, 'It is still there', { thread: resolved.root });
  await bot.settled();
  assert.equal(under(bot, open.card, 'The second one').length, 1);
  assert.equal(under(bot, resolved.card, 'It is still there').length, 1);
  assert.match(slack.message(resolved.card)?.shown ?? '', /\[Reply\]/);

  // What stands in the channel that a ticket has left answers with where it is.
  if (left.hasOldCards) {
    await amy.choose(moved.card, 'move_ticket', 'Support');
    await bot.settled();
    const answers = amy.ephemerals(billing).map((answer) => answer.shown);
    assert.ok(
      answers.some((shown) => /Sales/.test(shown)),
      answers.join('\n'),
    );
    await amy.choose(open.card, 'move_ticket', 'Sales');
    await amy.press(written.card, 'Resolve');
  } else {
    await move(amy, open.card, 'Sales');
    await amy.press(written.card, 'Resolve');
  }
  await bot.settled();
  const there = await bot.card(sales, 'Customer: Ann');
  assert.equal((await reply(amy, there, 'It is refunded.')).status, 'closed');
  await bot.settled();
  assert.equal(under(bot, open.root, 'It is refunded.').length, 1);
  assert.equal(under(bot, there, 'The second one').length, 1);
  assert.equal(under(bot, there, 'Which one was it?').length, left.hasAnswers ? 1 : 0);
  assert.equal(under(bot, written.root, 'Still not solved').length, 1);
  await amy.press(written.card, 'Reopen');
  await bot.settled();
  assert.match(slack.message(written.card)?.shown ?? '', /\[Reply\]/);
  assert.equal(
    bot.cards('Customer: Bea').filter(({ shown }) => shown.includes('[Reply]')).length,
    1,
  );
}
