import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { changeMessage, insertMessage } from '../../src/conversations/message-store.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { OutboxMessage } from '../../src/outbox/outbox-message.ts';
import { noteRefusal } from '../../src/outbox/outbox-store.ts';
import { createRouting } from '../../src/routing/routing.ts';
import { createSlackChannelDestination } from '../../src/routing/slack-channel-destination.ts';
import { insertTicket } from '../../src/tickets/ticket-store.ts';
import { readDesk } from '../support/desk-in-use.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const database = await openDatabase(await emptyDatabase());
after(database.close);
const now = () => new Date('2026-11-22T12:00:00Z');
const outbox = createOutbox({ enqueue: async () => {}, newId: randomUUID, now });
const channels = new Map([['triage', 'C0TRIAGE']]);
const { routeToAgent, followUp, reportEdit } = createRouting({
  database,
  outbox,
  enqueue: async () => {},
  channels,
  reopen: () => assert.fail('Nothing is reopened here.'),
  releaseIfAway: async () => {},
  answerGone: async () => {},
  destinations: [createSlackChannelDestination({ outbox, channels })],
  readNotes: () => assert.fail('Nothing is moved here.'),
  onUnread: () => assert.fail('Notes were not read.'),
  readDesk,
  now,
});

test('what came late but in time for the transcript is not posted again as a follow-up', async () => {
  const ticket = await openTicket({ id: 'in-time', until: '1000.000009' });
  await store(ticket.conversation_id, { ts: '1000.000001', text: 'late, but in time' });

  await routeToAgent({ ticket, category: 'triage' });
  await followUp({ conversationId: ticket.conversation_id, ts: '1000.000001' });

  assert.deepEqual(await shown(ticket.id), [{ kind: 'transcript', words: ['late, but in time'] }]);
});

test('what came too late for the transcript is posted as a follow-up, once', async () => {
  const ticket = await openTicket({ id: 'too-late', until: '2000.000009' });

  await routeToAgent({ ticket, category: 'triage' });
  await store(ticket.conversation_id, { ts: '2000.000001', text: 'too late' });
  await followUp({ conversationId: ticket.conversation_id, ts: '2000.000001' });
  await followUp({ conversationId: ticket.conversation_id, ts: '2000.000001' });

  assert.deepEqual(await shown(ticket.id), [{ kind: 'follow-up', words: ['too late'] }]);
});

test('what comes late between two deliveries of a ticket is posted as a follow-up', async () => {
  const ticket = await openTicket({ id: 'between', until: '3000.000009' });

  await routeToAgent({ ticket, category: 'triage' });
  await store(ticket.conversation_id, { ts: '3000.000001', text: 'in between' });
  await routeToAgent({ ticket, category: 'triage' });
  await followUp({ conversationId: ticket.conversation_id, ts: '3000.000001' });

  assert.deepEqual(await shown(ticket.id), [{ kind: 'follow-up', words: ['in between'] }]);
});

test('a job that runs again stores nothing that happened twice', async () => {
  const ticket = await openTicket({ id: 'again', until: '7000.000009' });
  const { conversation_id: conversationId } = ticket;
  for (let run = 0; run < 2; run += 1) await routeToAgent({ ticket, category: 'triage' });
  const answer = { ts: '7000.000010', text: 'Which order is it?', role: 'agent' } as const;
  const words = { ts: '7000.000011', text: 'Order 12' };
  for (const one of [answer, words]) await store(conversationId, one);

  for (let run = 0; run < 2; run += 1) {
    for (const { ts } of [answer, words]) await followUp({ conversationId, ts });
  }

  const events = await database.queries
    .selectFrom('ticket_events')
    .select('kind')
    .where('ticket_id', '=', ticket.id)
    .orderBy('id')
    .execute();
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['routed', 'replied', 'claimed', 'wrote'],
  );
});

test('nothing is posted under a card that Slack refused', async () => {
  const ticket = await openTicket({ id: 'refused', until: '6000.000009' });
  await routeToAgent({ ticket, category: 'triage' });
  const [card] = await outboxOf(ticket.id, ['ticket-card']);
  await database.transaction((transaction) =>
    noteRefusal(transaction, { id: card?.id ?? 0, wanted_version: 1 }, 'is_archived'),
  );

  await store(ticket.conversation_id, { ts: '6000.000010', text: 'anybody?' });
  await followUp({ conversationId: ticket.conversation_id, ts: '6000.000010' });

  assert.deepEqual(await shown(ticket.id), []);
});

test('of several edits the latest is reported, and only of what agents have read', async () => {
  const ticket = await openTicket({ id: 'edited', until: '4000.000009' });
  const { conversation_id: conversationId } = ticket;
  const read = { ts: '4000.000001', text: 'I was charged tiwce' };
  const request = { ts: '4000.000002', text: '!escalate', isRequest: true };
  const byBot = { ts: '4000.000003', text: 'Please enter your email.', role: 'bot' } as const;
  const unread = { ts: '4000.000004', text: 'not read yet' };
  for (const one of [read, request, byBot]) await store(conversationId, one);
  await routeToAgent({ ticket, category: 'triage' });
  await store(conversationId, unread);
  const edit = async ({ ts, text }: { ts: string; text: string }, revision: string) => {
    const address = { team: 'T1', channel: 'D1', ts };
    await database.transaction((transaction) =>
      changeMessage(transaction, address, { text, files: [], revision }),
    );
    return { conversationId, ts, revision };
  };

  const changes = [
    await edit({ ...read, text: 'I was charged twcie' }, '5000.000001'),
    await edit({ ...read, text: 'I was charged twice' }, '5000.000002'),
    await edit({ ...request, text: '!escalate please' }, '5000.000003'),
    await edit({ ...byBot, text: 'Please enter it.' }, '5000.000004'),
    await edit({ ...unread, text: 'still not read' }, '5000.000005'),
  ];
  for (const change of changes) await reportEdit(change);

  const reports = await outboxOf(ticket.id, ['changed-message']);
  assert.deepEqual(
    reports.map(({ words }) => words),
    [{ author: 'U1', role: 'customer', text: 'I was charged twice' }],
  );
});

async function openTicket({ id, until }: { id: string; until: string }) {
  return database.transaction(async (transaction) => {
    await transaction
      .insertInto('conversations')
      .values({
        id,
        team: 'T1',
        channel: 'D1',
        place: 'direct',
        customer: 'U1',
        status: 'escalated',
        opened_at: now(),
        last_message_at: now(),
      })
      .execute();
    return insertTicket(transaction, {
      id,
      team: 'T1',
      number: Number(until.slice(0, 4)),
      conversation_id: id,
      door: 'text',
      escalated_by: 'U1',
      escalated_at: now(),
      transcript_until: until,
    });
  });
}

type Written = {
  ts: string;
  text: string;
  role?: 'customer' | 'agent' | 'bot';
  isRequest?: boolean;
};

async function store(
  conversationId: string,
  { ts, text, role = 'customer', isRequest = false }: Written,
) {
  await database.transaction((transaction) =>
    insertMessage(transaction, {
      team: 'T1',
      channel: 'D1',
      ts,
      root: ts,
      text,
      revision: ts,
      files: [],
      is_escalation_request: isRequest,
      conversation_id: conversationId,
      author: 'U1',
      role,
    }),
  );
}

/** What the agents are shown in the thread of the card. */
async function shown(ticketId: string) {
  const messages = await outboxOf(ticketId, ['transcript', 'follow-up']);
  return messages.map(({ kind, words }) => ({
    kind,
    words: Array.isArray(words) ? words.map(({ text }) => text) : [],
  }));
}

async function outboxOf(ticketId: string, kinds: string[]): Promise<OutboxMessage[]> {
  const rows = await database.queries
    .selectFrom('outbox')
    .selectAll()
    .where('kind', 'in', kinds)
    .execute();
  return rows
    .map((row) => OutboxMessage.parse(row))
    .filter(({ about }) => 'ticketId' in about && about.ticketId === ticketId);
}
