import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { insertMessage } from '../../src/conversations/message-store.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { OutboxMessage } from '../../src/outbox/outbox-message.ts';
import { createRouting } from '../../src/routing/routing.ts';
import { createSlackChannelDestination } from '../../src/routing/slack-channel-destination.ts';
import { insertTicket } from '../../src/tickets/ticket-store.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const database = await openDatabase(await emptyDatabase());
after(database.close);
const now = () => new Date('2026-11-22T12:00:00Z');
const outbox = createOutbox({ enqueue: async () => {}, newId: randomUUID, now });
const channels = new Map([['triage', 'C0TRIAGE']]);
const { routeToAgent, followUp } = createRouting({
  database,
  outbox,
  channels,
  destinations: [createSlackChannelDestination({ outbox, channels })],
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

async function store(conversationId: string, { ts, text }: { ts: string; text: string }) {
  await database.transaction((transaction) =>
    insertMessage(transaction, {
      team: 'T1',
      channel: 'D1',
      ts,
      root: ts,
      text,
      revision: ts,
      files: [],
      is_escalation_request: false,
      conversation_id: conversationId,
      author: 'U1',
      role: 'customer',
    }),
  );
}

/** What the agents are shown in the thread of the card. */
async function shown(ticketId: string) {
  const rows = await database.queries
    .selectFrom('outbox')
    .selectAll()
    .where('kind', 'in', ['transcript', 'follow-up'])
    .execute();
  return rows
    .map((row) => OutboxMessage.parse(row))
    .filter(({ about }) => 'ticketId' in about && about.ticketId === ticketId)
    .map(({ kind, words }) => ({
      kind,
      words: Array.isArray(words) ? words.map(({ text }) => text) : [],
    }));
}
