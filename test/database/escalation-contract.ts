import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openConversation } from '../../src/conversations/open-conversation.ts';
import type { Database } from '../../src/database/open-database.ts';
import type { Jobs } from '../../src/jobs/jobs.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { createTickets } from '../../src/tickets/tickets.ts';
import { readDesk } from '../support/desk-in-use.ts';

/** What a database promises about conversations and tickets, above all under many at once. */
export function testEscalations(
  name: string,
  { database, jobs }: { database: Database; jobs: Jobs },
): void {
  test(`${name}: numbers, times and JSON come back as they went in`, async () => {
    const at = new Date('2026-02-28T23:59:59.987Z');
    const identity = { name: 'Zoë 😀 "quoted" \\ مرحبا' };

    const conversation = await open(database, { at });
    await database.transaction((transaction) =>
      transaction
        .updateTable('conversations')
        .set({ identity: JSON.stringify(identity) })
        .where('id', '=', conversation.id)
        .execute(),
    );

    const row = await database.queries
      .selectFrom('conversations')
      .select(['identity', 'opened_at', ({ fn }) => fn.countAll<number>().over().as('count')])
      .where('id', '=', conversation.id)
      .executeTakeFirstOrThrow();
    assert.deepEqual(row, { identity, opened_at: at, count: 1 });
  });

  test(`${name}: 20 escalations of one conversation at the same time make one ticket`, async () => {
    const conversation = await open(database);

    const escalations = await Promise.all(
      Array.from({ length: 20 }, () => escalateOne(database, jobs, conversation)),
    );

    const tickets = escalations.map((escalation) =>
      'ticket' in escalation ? escalation.ticket.id : '',
    );
    assert.equal(new Set(tickets).size, 1);
    assert.equal(escalations.filter(({ status }) => status === 'escalated').length, 1);
  });

  test(`${name}: 20 conversations escalated at the same time get 20 numbers in a row`, async () => {
    const conversations = await Promise.all(Array.from({ length: 20 }, () => open(database)));

    const escalations = await Promise.all(
      conversations.map((conversation) => escalateOne(database, jobs, conversation)),
    );

    const numbers = escalations.map((one) => ('ticket' in one ? one.ticket.number : 0));
    const inOrder = numbers.toSorted((one, other) => one - other);
    const [first = 0] = inOrder;
    assert.deepEqual(
      inOrder,
      Array.from({ length: 20 }, (_, index) => first + index),
    );
  });
}

const now = () => new Date();

function open(database: Database, { at = now() } = {}) {
  return database.transaction((transaction) =>
    openConversation(transaction, {
      id: randomUUID(),
      team: 'T1',
      channel: 'C1',
      place: 'channel',
      customer: 'U1',
      root: null,
      ts: String(at.getTime() / 1000),
    }),
  );
}

function escalateOne(
  database: Database,
  { enqueue }: Jobs,
  conversation: Awaited<ReturnType<typeof open>>,
) {
  const outbox = createOutbox({ enqueue, newId: randomUUID, now });
  const { escalate } = createTickets({
    outbox,
    enqueue,
    agentsThread: async () => undefined,
    readDesk,
    undoMs: 0,
    newId: randomUUID,
    now,
  });
  const actor = { user: 'U1', kind: 'person' } as const;
  return database.transaction((transaction) =>
    escalate(transaction, { conversation, actor, door: 'command' }),
  );
}
