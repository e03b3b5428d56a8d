import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { openDatabase } from '../../src/database/open-database.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { createFollowUp } from '../../src/routing/follow-up.ts';
import { createRouteToSlackChannel } from '../../src/routing/route-to-slack-channel.ts';
import { loadTicket } from '../../src/tickets/ticket-store.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const database = await openDatabase(await emptyDatabase());
after(database.close);
const now = () => new Date('2026-11-22T12:00:00Z');
const outbox = createOutbox({ enqueue: async () => {}, newId: randomUUID, now });
const channels = new Map([['triage', 'C0TRIAGE']]);
const routeToAgent = createRouteToSlackChannel({ database, outbox, channels, now });
const followUp = createFollowUp({ database, outbox, channels });
const about = { team: 'T1', channel: 'D1' };

test('what came late but in time for the transcript is not said again as a follow-up', async () => {
  const ticket = await openTicket({ id: 'in-time', until: '1000.000009' });
  await store(ticket.conversation_id, { ts: '1000.000001', text: 'late, but in time' });

  await routeToAgent({ ticket, destination: 'triage' });
  await followUp({ conversationId: ticket.conversation_id, ts: '1000.000001' });

  assert.deepEqual(await said(ticket.id), [{ kind: 'transcript', words: ['late, but in time'] }]);
});

test('what came too late for the transcript is said as a follow-up, once', async () => {
  const ticket = await openTicket({ id: 'too-late', until: '2000.000009' });

  await routeToAgent({ ticket, destination: 'triage' });
  await store(ticket.conversation_id, { ts: '2000.000001', text: 'too late' });
  await followUp({ conversationId: ticket.conversation_id, ts: '2000.000001' });
  await followUp({ conversationId: ticket.conversation_id, ts: '2000.000001' });

  assert.deepEqual(await said(ticket.id), [{ kind: 'follow-up', words: ['too late'] }]);
});

async function openTicket({ id, until }: { id: string; until: string }) {
  await database.queries
    .insertInto('conversations')
    .values({
      ...about,
      id,
      place: 'direct',
      customer: 'U1',
      status: 'escalated',
      opened_at: now(),
      last_message_at: now(),
    })
    .execute();
  await database.queries
    .insertInto('tickets')
    .values({
      id,
      team: 'T1',
      number: Number(until.slice(0, 4)),
      conversation_id: id,
      status: 'triaging',
      door: 'text',
      escalated_by: 'U1',
      escalated_at: now(),
      transcript_until: until,
    })
    .execute();
  return loadTicket(database.queries, id);
}

async function store(conversationId: string, { ts, text }: { ts: string; text: string }) {
  await database.queries
    .insertInto('messages')
    .values({
      ...about,
      ts,
      root: ts,
      text,
      revision: ts,
      files: '[]',
      is_call: false,
      conversation_id: conversationId,
      author: 'U1',
      role: 'customer',
    })
    .execute();
}

/** What the agents are told in the thread of the card. */
async function said(ticketId: string) {
  const rows = await database.queries
    .selectFrom('outbox')
    .select(['kind', 'text'])
    .where('subject', 'like', `${ticketId}%`)
    .where('kind', 'in', ['transcript', 'follow-up'])
    .execute();
  return rows.map(({ kind, text }) => ({
    kind,
    words: JSON.parse(text ?? '[]').map((line: { text: string }) => line.text),
  }));
}
