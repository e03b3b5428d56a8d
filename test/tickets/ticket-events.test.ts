import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '../../src/database/open-database.ts';
import { eventsUntil } from '../../src/tickets/event-store.ts';
import type { TicketEvent } from '../../src/tickets/ticket-event.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { merge, openAct, openAnother, split } from '../support/merge-and-split.ts';
import { move } from '../support/move.ts';
import { reply } from '../support/reply.ts';
import { startBot } from '../support/start-bot.ts';
import { bringToStateBefore } from '../support/state-before.ts';

const WORDS = /charged|order|number|quick/i;

const company = await openCompany();
const { slack, help, agents } = company;
const [amy, ben] = [slack.as(agents.amy), slack.as(agents.ben)];
const database = await lastingDatabase();
const bot = await startBot({ company, database });
const ann = bot.customer('Ann');
const customer = ann.person.id;
const [byAmy, byBen] = [agents.amy.id, agents.ben.id];

const first = await openAnother(bot, ann, 'I was charged twice');
await amy.press(first.card, 'Claim');
await bot.settled();
await reply(amy, first.card, 'Which order is it?');
await bot.settled();
await reply(amy, first.card, 'Or its number?');
await bot.settled();
await ann.say(help, 'Order 12', { thread: first.root });
await ann.say(help, 'Order 12, I meant', { thread: first.root });
await bot.settled();
await ben.say(help, 'Looking at order 12', { thread: first.root });
await bot.settled();
await openAct(ben, first.card, 'Hand back');
await ben.submit();
await bot.settled();
await openAct(ben, first.card, 'Assign to…');
await ben.choose(ben.modal ?? assert.fail('no form'), 'assignee', 'Amy Agent');
await ben.submit();
await bot.settled();
await amy.press(first.card, 'Resolve');
await bot.settled();
const end = slack.thread(help, first.root).findLast(({ shown }) => shown.includes('is resolved.'));
assert.ok(end);
await ann.press(end, 'Good');
await bot.settled();
await ann.press(end, 'Good');
await ann.press(end, 'Not good');
await bot.settled();
await ann.dismiss();
await ann.press(end, 'Still not solved');
await bot.settled();

const second = await openAnother(bot, bot.customer('Bea'), 'I was charged twice');
await move(amy, second.card, 'Sales', { why: 'It came to the wrong place' });
await bot.settled();
const [moved = assert.fail('no card')] = slack.messages(bot.sales);
await reply(ben, moved, 'Which order is it?');
await bot.settled();
await openAct(ben, moved, 'Not a request');
await ben.submit();
await bot.settled();
await ben.press(moved, 'Undo');
await bot.settled();

const third = await openAnother(bot, ann, 'I was charged 5', 'direct');
await ann.directMessage('I was charged for order 7');
await bot.settled();
await merge(amy, third.card, first.name);
await bot.settled();
await amy.press(third.card, 'Undo');
await bot.settled();
await split(amy, third.card, ['I was charged for order 7']);
await bot.settled();
await bot.stop();
await slack.stop();

const stored = await allEvents();

async function allEvents(): Promise<TicketEvent[]> {
  const opened = await openDatabase(database);
  const rows = await opened.transaction(async (transaction) => {
    const { rows: teams } = await sql<{ team: string }>`select team from claims`.execute(
      transaction,
    );
    const team = teams[0]?.team ?? '';
    const until = new Date(Date.now() + 60_000);
    return eventsUntil(transaction, { team, since: new Date(0), until });
  });
  await opened.close();
  return rows;
}

/** What happened to each ticket, in the order in which they were opened. */
function ofTicket(events: TicketEvent[], place: number): TicketEvent[] {
  const ids = events.filter(({ kind }) => kind === 'opened').map(({ ticket_id }) => ticket_id);
  return events.filter(({ ticket_id }) => ticket_id === ids[place]);
}

function told({ kind, by, destination, value }: TicketEvent) {
  const known = Object.entries(value).filter(
    ([name]) => !['workingMs', 'message', 'resolvedAt', 'into', 'from', 'to'].includes(name),
  );
  return [kind, by, destination, Object.fromEntries(known)];
}

test('what happens to a ticket is stored once each, by whom and where it was', () => {
  const hour = 3_600_000;
  const billing = 'billing';

  assert.deepEqual(ofTicket(stored, 0).map(told), [
    ['opened', customer, null, { door: 'text' }],
    ['routed', null, billing, { how: 'triage', reason: null }],
    ['claimed', byAmy, billing, { holder: byAmy, how: 'claim' }],
    ['replied', byAmy, billing, { isFirst: true, targetMs: hour }],
    ['replied', byAmy, billing, { isFirst: false, targetMs: null }],
    ['wrote', customer, billing, {}],
    ['replied', byBen, billing, { isFirst: false, targetMs: 4 * hour }],
    ['released', byBen, billing, { holder: byAmy, how: 'handed-back' }],
    ['claimed', byBen, billing, { holder: byAmy, how: 'assign' }],
    ['resolved', byAmy, billing, { reason: null, isNoRequest: false }],
    ['rated', customer, billing, { rating: 'good' }],
    ['rated', customer, billing, { rating: 'bad' }],
    ['reopened', customer, billing, { how: 'button', wasTold: true }],
  ]);
});

test('a move, a correction, an answer of nobody’s ticket and an end that is undone are stored', () => {
  assert.deepEqual(ofTicket(stored, 1).map(told).slice(2), [
    ['moved', byAmy, 'sale', { isCorrection: true }],
    ['replied', byBen, 'sale', { isFirst: true, targetMs: 3_600_000 }],
    ['claimed', byBen, 'sale', { holder: byBen, how: 'reply' }],
    ['resolved', byBen, 'sale', { reason: null, isNoRequest: true }],
    ['reopened', byBen, 'sale', { how: 'button', wasTold: false }],
  ]);
});

test('a merge that is undone and a split are stored, with the ticket that is new', () => {
  assert.deepEqual(ofTicket(stored, 2).map(told).slice(2), [
    ['merged', byAmy, 'billing', {}],
    ['unmerged', byAmy, 'billing', {}],
    ['split', byAmy, 'billing', {}],
  ]);
  assert.deepEqual(ofTicket(stored, 3).map(told).slice(0, 1), [
    ['opened', byAmy, null, { door: 'split' }],
  ]);
});

test('nobody’s words are in what happened', () => {
  assert.doesNotMatch(JSON.stringify(stored), WORDS);
});

test('what an older bot’s rows show of it is stored at the upgrade', async () => {
  await bringToStateBefore('016-events', database, async () => {});

  const events = await allEvents();

  assert.deepEqual(
    ofTicket(events, 0).map(({ kind, by }) => [kind, by]),
    [
      ['opened', customer],
      ['routed', null],
      ['replied', byAmy],
      ['claimed', byBen],
      ['resolved', byAmy],
      ['reopened', customer],
      ['rated', customer],
    ],
  );
  assert.deepEqual(
    ofTicket(events, 1)
      .slice(1)
      .map(({ kind, by, destination }) => [kind, by, destination]),
    [
      ['routed', null, 'billing'],
      ['moved', byAmy, 'sale'],
      ['claimed', byBen, 'sale'],
      ['replied', byBen, 'sale'],
      ['resolved', byBen, 'sale'],
      ['reopened', byBen, 'sale'],
    ],
  );
  assert.deepEqual(
    ofTicket(events, 3).map(({ kind }) => kind),
    ['opened', 'routed'],
  );
  const value = ofTicket(events, 1).find(({ kind }) => kind === 'reopened')?.value;
  assert.deepEqual(value, { how: 'button', wasTold: false });
});
