import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { insertConversation } from '../../src/conversations/conversation-store.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { findFailedJob } from '../../src/jobs/failed-job-store.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import {
  type Draft,
  forgetRefusal,
  loadOutboxMessage,
  notePosted,
  noteRefusal,
} from '../../src/outbox/outbox-store.ts';
import { createRefusedMessages } from '../../src/routing/refused-message.ts';
import {
  insertTicket,
  loadTriage,
  noteRouted,
  resolveRouted,
} from '../../src/tickets/ticket-store.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const database = await openDatabase(await emptyDatabase());
after(database.close);
const now = () => new Date('2026-11-22T12:00:00Z');
const outbox = createOutbox({ enqueue: async () => {}, newId: randomUUID, now });
const routed: string[] = [];
const unreachable: number[] = [];
const { redirectMessage } = createRefusedMessages({
  database,
  outbox,
  answerGone: async () => {},
  routeToAgent: async ({ ticket, category }) => {
    routed.push(`${ticket.id} to ${category}`);
  },
  channels: new Map([
    ['billing', 'CBILLING'],
    ['sale', 'CSALE'],
    ['triage', 'CTRIAGE'],
  ]),
  owner: undefined,
  openDirectMessages: async () => 'DOWNER',
  onUnreachable: ({ id }) => unreachable.push(id),
  now,
});
const numbers = Array.from({ length: 20 }, (_, index) => index + 1).values();

/** A ticket that the agents of a category have. */
async function openTicket(id: string, destination: string): Promise<string> {
  await database.transaction(async (transaction) => {
    await insertConversation(transaction, {
      id,
      team: 'T1',
      channel: 'D1',
      place: 'direct',
      customer: 'U1',
      at: now(),
    });
    await insertTicket(transaction, {
      id,
      team: 'T1',
      number: numbers.next().value ?? 0,
      conversation_id: id,
      door: 'text',
      escalated_by: 'U1',
      escalated_at: now(),
      transcript_until: '1.000000',
    });
    await noteRouted(transaction, { id, destination, at: now() });
  });
  return id;
}

/** A message that Slack has refused. */
function refuse(draft: Draft): Promise<number> {
  return database.transaction(async (transaction) => {
    const { id } = await outbox.postOnce(transaction, draft);
    await noteRefusal(transaction, { id, wanted_version: 1 }, 'is_archived');
    return id;
  });
}

const place = { team: 'T1', channel: 'CBILLING' };
const words = [{ speaker: 'CUSTOMER', text: 'Hi' }];

for (const { what, draftOf, goesToTriage } of [
  {
    what: 'card',
    draftOf: (ticketId: string): Draft => ({ ...place, kind: 'ticket-card', about: { ticketId } }),
    goesToTriage: true,
  },
  {
    what: 'transcript',
    draftOf: (ticketId: string): Draft => ({
      ...place,
      kind: 'transcript',
      about: { ticketId, part: 0 },
      words,
    }),
    goesToTriage: true,
  },
  {
    what: 'follow-up',
    draftOf: (ticketId: string): Draft => ({
      ...place,
      kind: 'follow-up',
      about: { ticketId, ts: '2.000000', part: 0 },
      words,
    }),
    goesToTriage: true,
  },
  {
    what: 'report of a changed message',
    draftOf: (ticketId: string): Draft => ({
      ...place,
      kind: 'changed-message',
      about: { ticketId, ts: '2.000000', revision: '3.000000', part: 0 },
      words: { author: 'U1', text: 'Hi' },
    }),
    goesToTriage: true,
  },
  {
    what: 'status for the customer',
    draftOf: (ticketId: string): Draft => ({
      ...place,
      kind: 'ticket-status',
      about: { ticketId },
    }),
    goesToTriage: false,
  },
]) {
  test(`a ${what} that is refused ${goesToTriage ? 'takes its ticket to triage' : 'leaves its ticket where it is'}`, async () => {
    const ticket = await openTicket(`ticket of a ${what}`, 'billing');
    routed.length = 0;

    await redirectMessage({ id: await refuse(draftOf(ticket)) });

    const { decision } = await loadTriage(database.queries, ticket);
    assert.deepEqual(routed, goesToTriage ? [`${ticket} to triage`] : []);
    assert.deepEqual(
      decision?.reason,
      goesToTriage
        ? { code: 'undeliverable', meantFor: 'billing', refusal: 'is_archived' }
        : undefined,
    );
  });
}

test('what is refused where a ticket no longer is brings it to where it is', async () => {
  const ticketId = await openTicket('moved', 'sale');
  routed.length = 0;

  await redirectMessage({
    id: await refuse({ ...place, kind: 'ticket-card', about: { ticketId } }),
  });

  assert.deepEqual(routed, ['moved to sale']);
  assert.equal((await loadTriage(database.queries, ticketId)).decision, undefined);
});

test('what is refused after the end of its ticket takes it nowhere', async () => {
  const resolved = await openTicket('resolved', 'billing');
  await database.transaction((transaction) =>
    resolveRouted(transaction, { id: resolved, user: 'UAMY', at: now() }),
  );
  routed.length = 0;

  await redirectMessage({
    id: await refuse({ ...place, kind: 'ticket-card', about: { ticketId: resolved } }),
  });

  assert.deepEqual(routed, []);
});

test('what was posted after all, or is to be tried again, takes its ticket nowhere', async () => {
  const [posted, pending] = [
    await openTicket('posted', 'billing'),
    await openTicket('pending', 'billing'),
  ];
  routed.length = 0;
  const [one, other] = [
    await refuse({ ...place, kind: 'ticket-card', about: { ticketId: posted } }),
    await refuse({ ...place, kind: 'ticket-card', about: { ticketId: pending } }),
  ];
  await database.transaction(async (transaction) => {
    await notePosted(transaction, one, { ts: '5.000000', at: now() });
    await forgetRefusal(transaction, other);
  });

  for (const id of [one, other]) await redirectMessage({ id });

  assert.deepEqual(routed, []);
});

test('what not even the triage channel takes is kept in the order of that channel', async () => {
  const ticketId = await openTicket('nowhere', 'triage');
  const channel = 'CTRIAGE';
  const id = await refuse({ team: 'T1', channel, kind: 'ticket-card', about: { ticketId } });
  routed.length = 0;

  await redirectMessage({ id });

  const { key, refusal } = await loadOutboxMessage(database.queries, id);
  const kept = await findFailedJob(database.queries, key);
  assert.partialDeepStrictEqual(kept, {
    kind: 'deliver-message',
    key: 'T1:CTRIAGE',
    payload: { id, team: 'T1', channel },
  });
  assert.equal(refusal, null);
  assert.deepEqual({ routed, unreachable }, { routed: [], unreachable: [id] });
});

test('a notice that the triage channel refuses is kept as well', async () => {
  const id = await refuse({
    team: 'T1',
    channel: 'CTRIAGE',
    kind: 'failure-notice',
    about: { id: 'f1' },
    words: { reason: 'job-failed', job: 'triage-ticket', ticket: 1 },
  });

  await redirectMessage({ id });

  const { key } = await loadOutboxMessage(database.queries, id);
  assert.ok(await findFailedJob(database.queries, key));
});
