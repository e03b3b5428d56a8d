import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import type { Conversation } from '../../src/conversations/conversation.ts';
import { insertMessage, messagesOf } from '../../src/conversations/message-store.ts';
import { openConversation } from '../../src/conversations/open-conversation.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { firstStart } from '../../src/database/workspace-store.ts';
import type { Enqueue } from '../../src/jobs/enqueue.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { loadOutboxMessage } from '../../src/outbox/outbox-store.ts';
import { answered } from '../../src/tickets/answered.ts';
import { eventsUntil } from '../../src/tickets/event-store.ts';
import { movesOf } from '../../src/tickets/move-store.ts';
import { recordBotMessage } from '../../src/tickets/record-bot-message.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';
import {
  countOpenTickets,
  latestTicketsOf,
  loadTicket,
  noteRouted,
  openTickets,
} from '../../src/tickets/ticket-store.ts';
import { laterMessages } from '../../src/tickets/ticket-transcript.ts';
import { createTickets } from '../../src/tickets/tickets.ts';
import { readDesk } from '../support/desk-in-use.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const database = await openDatabase(await emptyDatabase());
after(database.close);
const now = () => new Date('2026-11-22T12:00:00Z');
const enqueued: string[] = [];
const enqueue: Enqueue = async (_transaction, { kind }) => void enqueued.push(kind.name);
const outbox = createOutbox({ enqueue, newId: randomUUID, now });
const { escalate, move, resolve } = createTickets({
  outbox,
  enqueue,
  agentsThread: async () => undefined,
  readDesk,
  undoMs: 0,
  newId: randomUUID,
  now,
});

const ROOT = '1700000000.000000';

/** A ticket of a conversation of its own. */
async function openTicket(
  team: string,
  { customer = 'UANN' } = {},
): Promise<{ conversation: Conversation; ticket: Ticket }> {
  return database.transaction(async (transaction) => {
    const conversation = await openConversation(transaction, {
      id: randomUUID(),
      team,
      channel: randomUUID(),
      place: 'channel',
      customer,
      root: ROOT,
      ts: ROOT,
    });
    await insertMessage(transaction, messageOf(conversation, { ts: ROOT }));
    const actor = { user: customer, kind: 'person' } as const;
    const escalation = await escalate(transaction, { conversation, actor, door: 'text' });
    assert.ok('ticket' in escalation);
    return { conversation, ticket: escalation.ticket };
  });
}

function messageOf(
  { id, team, channel, customer }: Conversation,
  { ts, text = 'I was charged twice', role = 'customer', isRequest = false }: Said,
) {
  return {
    team,
    channel,
    ts,
    root: ROOT,
    conversation_id: id,
    author: customer,
    role,
    text,
    files: [],
    is_escalation_request: isRequest,
    revision: ts,
  };
}

type Said = { ts: string; text?: string; role?: 'customer' | 'bot'; isRequest?: boolean };

const route = (id: string, destination: string) =>
  database.transaction((transaction) => noteRouted(transaction, { id, destination, at: now() }));

const resolveAs = (user: string, ticketId: string) =>
  database.transaction((transaction) => resolve(transaction, { ticketId, user, at: now() }));

test('the open tickets of a workspace that wait longest come first, and no more than are wanted', async () => {
  const team = randomUUID();
  const tickets = [];
  for (let count = 0; count < 4; count += 1) tickets.push((await openTicket(team)).ticket);
  const [first, second, third, fourth] = tickets;
  assert.ok(first && second && third && fourth);
  await openTicket(randomUUID());
  await route(third.id, 'billing');
  await route(first.id, 'billing');
  await resolveAs('UAMY', first.id);
  const listed = async (skip: number) => {
    const some = { team, agent: 'UAMY', filter: 'all', destinations: ['billing', null] } as const;
    const at = new Date();
    const open = await openTickets(database.queries, { ...some, at, skip, most: 2 });
    return open.map(({ ticket }) => ticket.number);
  };

  const [open, others] = [await listed(0), await listed(2)];
  const counts = await countOpenTickets(database.queries, { team, agent: 'UAMY' });

  assert.deepEqual(open, [second.number, third.number]);
  assert.deepEqual(others, [fourth.number]);
  assert.deepEqual(
    counts.toSorted((one, other) => one.all - other.all),
    [
      { destination: 'billing', all: 1, mine: 0, new: 1, us: 1, customer: 0 },
      { destination: null, all: 2, mine: 0, new: 2, us: 2, customer: 0 },
    ],
  );
});

test('a customer’s latest tickets come first, and nobody else’s', async () => {
  const team = randomUUID();
  const [first, second, third] = [
    await openTicket(team),
    await openTicket(team),
    await openTicket(team),
  ];
  await openTicket(team, { customer: 'UBOB' });
  await route(second.ticket.id, 'billing');
  await resolveAs('UAMY', second.ticket.id);

  const latest = await latestTicketsOf(database.queries, { team, customer: 'UANN', most: 2 });
  const all = await latestTicketsOf(database.queries, { team, customer: 'UANN', most: 10 });

  const numbers = [third, second, first].map(({ ticket }) => ticket.number);
  assert.deepEqual(
    all.map(({ number }) => number),
    numbers,
  );
  assert.deepEqual(
    latest.map(({ number }) => number),
    numbers.slice(0, 2),
  );
});

test('a ticket is resolved once, and does not move after that', async () => {
  const { ticket } = await openTicket(randomUUID());
  await resolveAs('UNOBODY', ticket.id);
  assert.equal((await loadTicket(database.queries, ticket.id)).status, 'triaging');
  await route(ticket.id, 'billing');

  await resolveAs('UAMY', ticket.id);
  await resolveAs('UBEN', ticket.id);
  await route(ticket.id, 'sale');

  const { status, destination, resolved_by } = await loadTicket(database.queries, ticket.id);
  assert.deepEqual(
    { status, destination, resolved_by },
    { status: 'resolved', destination: 'billing', resolved_by: 'UAMY' },
  );
});

test('a move updates the card that a ticket leaves, and delivers it to its new agents', async () => {
  const { ticket } = await openTicket(randomUUID());
  await route(ticket.id, 'billing');
  const about = { ticketId: ticket.id };
  const { team } = ticket;
  await database.transaction((transaction) =>
    outbox.postOnce(transaction, { team, channel: randomUUID(), kind: 'ticket-card', about }),
  );
  enqueued.length = 0;

  await database.transaction((transaction) =>
    move(transaction, {
      ticket,
      destination: 'sale',
      user: 'UAMY',
      isCorrection: false,
      takesNotes: true,
    }),
  );

  assert.deepEqual(enqueued, ['deliver-message', 'route-ticket']);
});

test('only what came to the wrong place is kept as a correction; every move says who, from, to and when', async () => {
  const team = randomUUID();
  const { ticket } = await openTicket(team);
  await route(ticket.id, 'billing');
  const at = { user: 'UAMY', takesNotes: true };

  await database.transaction(async (transaction) => {
    const billing = await loadTicket(transaction, ticket.id);
    const turn = { ...at, ticket: billing, destination: 'sale', isCorrection: false };
    await move(transaction, turn);
    const sale = await loadTicket(transaction, ticket.id);
    const wrong = { ...at, ticket: sale, destination: 'support', isCorrection: true };
    await move(transaction, wrong);
  });

  const moves = await movesOf(database.queries, ticket.id);
  const corrections = await database.queries
    .selectFrom('corrections')
    .selectAll()
    .where('team', '=', team)
    .execute();
  assert.deepEqual(
    moves.map(({ moved_by, moved_from, moved_to }) => [moved_by, moved_from, moved_to]),
    [
      ['UAMY', 'billing', 'sale'],
      ['UAMY', 'sale', 'support'],
    ],
  );
  assert.deepEqual(
    corrections.map(({ id: _, ...correction }) => correction),
    [
      {
        team,
        ticket_id: ticket.id,
        corrected_by: 'UAMY',
        moved_from: 'sale',
        moved_to: 'support',
        corrected_at: now(),
      },
    ],
  );
});

test('what the bot posts in a thread is a line of its transcript there', async () => {
  const { conversation } = await openTicket(randomUUID());
  const { id, team, channel } = conversation;
  const about = { conversationId: id };
  const draft = { team, channel, thread: ROOT, kind: 'ask-issue', about } as const;
  const posted = { ts: '1700000001.000000', transcriptText: 'What brings you here today?' };

  await database.transaction(async (transaction) => {
    const { id: post } = await outbox.postOnce(transaction, draft);
    await recordBotMessage(transaction, await loadOutboxMessage(transaction, post), posted, outbox);
  });

  const [, line] = await messagesOf(database.queries, id);
  assert.partialDeepStrictEqual(line, {
    ts: posted.ts,
    root: ROOT,
    role: 'bot',
    text: 'What brings you here today?',
    revision: posted.ts,
  });
});

test('since the escalation is what somebody said after the transcript’s end, but for mere requests', async () => {
  const { conversation, ticket } = await openTicket(randomUUID());
  const said: Said[] = [
    { ts: '1700000001.000000', text: 'Order 1142' },
    { ts: '1700000002.000000', role: 'bot' },
    { ts: '1700000003.000000', text: '!escalate', isRequest: true },
    { ts: '1700000004.000000', text: 'Hello?' },
  ];
  for (const one of said) {
    await database.transaction((transaction) =>
      insertMessage(transaction, messageOf(conversation, one)),
    );
  }

  const since = await laterMessages(database.queries, ticket);
  const unfetched = await laterMessages(database.queries, { ...ticket, transcript_until: null });

  const texts = since.map(({ message }) => message.text);
  assert.deepEqual(texts, ['Order 1142', 'Hello?']);
  assert.deepEqual(unfetched, []);
});

test('a workspace’s first start is remembered, and its tickets are numbered from one', async () => {
  const team = randomUUID();
  const start = (at: Date) =>
    database.transaction((transaction) => firstStart(transaction, { team, at }));

  const first = await start(now());
  const { ticket } = await openTicket(team);
  const again = await start(new Date(now().getTime() + 60_000));

  assert.deepEqual([first, again], [now(), now()]);
  assert.equal(ticket.number, 1);
});

test('one text that answers many tickets gives none of them to whoever sent it', async () => {
  const { ticket: alone } = await openTicket(randomUUID());
  const { ticket: together } = await openTicket(randomUUID());
  const answer = (ticketId: string, isToMany: boolean) =>
    database.transaction((transaction) =>
      answered(transaction, { ticketId, by: 'UAMY', at: now(), isToMany, readDesk }),
    );

  await answer(alone.id, false);
  await answer(together.id, true);

  const holders = [];
  const kinds = [];
  for (const { id, team } of [alone, together]) {
    holders.push((await loadTicket(database.queries, id)).holder);
    const period = { since: new Date(0), until: new Date(now().getTime() + 1) };
    const events = await eventsUntil(database.queries, { team, ...period });
    kinds.push(events.map(({ kind }) => kind));
  }
  assert.deepEqual(holders, ['UAMY', null]);
  assert.deepEqual(kinds, [
    ['opened', 'replied', 'claimed'],
    ['opened', 'replied'],
  ]);
});
