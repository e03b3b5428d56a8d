import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { insertConversation } from '../../src/conversations/conversation-store.ts';
import type { Identity } from '../../src/customers/identity.ts';
import type { RecordSource } from '../../src/customers/records/record-source.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import {
  insertTicket,
  loadTriage,
  noteRouted,
  storeTriage,
} from '../../src/tickets/ticket-store.ts';
import { createTriage } from '../../src/triage/triage.ts';
import { categories } from '../support/categories.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const database = await openDatabase(await emptyDatabase());
after(database.close);
const run = { signal: new AbortController().signal };
const now = () => new Date();
const identity: Identity = {
  user: 'U1',
  name: 'Ann',
  email: { status: 'trusted', address: 'ann@shop.example' },
  typedEmail: null,
};
const offline = { kind: 'offline', because: 'timeout' } as const;

/** A ticket that went out to sales without the model. */
async function openTicket(id: string): Promise<void> {
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
      number: 1,
      conversation_id: id,
      door: 'text',
      escalated_by: 'U1',
      escalated_at: now(),
      transcript_until: '1.000000',
    });
    await noteRouted(transaction, { id, destination: 'billing', at: now() });
    await storeTriage(transaction, id, {
      classification: { reasoning: '', category: 'sale', email: null, engine: offline },
      identity,
      records: { account: { status: 'no-source' }, sections: [] },
      opinion: { agentType: 'sale', summary: 'Own words.', engine: offline },
      decision: { destination: 'sale', reason: null },
    });
  });
}

test('a late summary that comes while a move gathers records is kept, and so are the records', async () => {
  await openTicket('moved');
  const gathering = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const slowSource: RecordSource = {
    findAccounts: async () => [{ id: '7', email: 'ann@shop.example', name: 'Ann' }],
    sections: {
      'billing-details': async () => {
        gathering.resolve();
        await mayEnd.promise;
        return [{ label: 'Charge', value: '5 USD' }];
      },
    },
  };
  const triage = createTriage({
    database,
    customers: { identify: async () => identity },
    recordSource: slowSource,
    categories,
    ask: async ({ answer }) => answer.parse({ agent_type: 'billing', summary: 'Charged twice.' }),
    fetchThread: async () => {},
    routeToAgent: async () => {},
    outbox: createOutbox({ enqueue: async () => {}, newId: () => 'id', now }),
    enqueue: async () => {},
    onRecordsFailure: () => {},
    modelTimeMs: 1_000,
    lateSummaryAfterMs: 1_000,
    now,
    checkpoint: () => {},
  });

  const moving = triage.routeMovedTicket({ ticketId: 'moved', destination: 'billing' });
  await gathering.promise;
  await triage.addLateSummary({ ticketId: 'moved' }, run);
  mayEnd.resolve();
  await moving;

  const { opinion, records, decision } = await loadTriage(database.queries, 'moved');
  assert.equal(opinion?.summary, 'Charged twice.');
  assert.deepEqual(records?.sections[0]?.facts, [{ label: 'Charge', value: '5 USD' }]);
  assert.deepEqual(decision, { destination: 'billing', reason: null });
});
