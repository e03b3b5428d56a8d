import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { loadConversation } from '../../src/conversations/conversation-store.ts';
import { messagesOf } from '../../src/conversations/message-store.ts';
import { assertNotClaimed } from '../../src/database/claim-store.ts';
import { firstTables } from '../../src/database/migrations/001-first-tables.ts';
import { handedOver } from '../../src/database/migrations/002-handed-over.ts';
import { looksIntoTickets } from '../../src/database/migrations/003-looks-into-tickets.ts';
import { type DatabaseAddress, openDatabase } from '../../src/database/open-database.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { OutboxMessage } from '../../src/outbox/outbox-message.ts';
import type { Draft } from '../../src/outbox/outbox-store.ts';
import { loadTicket, loadTriage } from '../../src/tickets/ticket-store.ts';
import { newDatabase } from '../support/new-database.ts';

/** The tables of the bot before 0.2. */
const oldMigrations = {
  '001-first-tables': firstTables,
  '002-handed-over': handedOver,
  '003-looks-into-tickets': looksIntoTickets,
};

const vouched = { status: 'vouched', email: 'john@shop.example' };
const identity = { user: 'U1', name: 'John', voucher: vouched, typedEmail: null };
const stranger = {
  user: 'U2',
  name: 'Eve',
  voucher: { status: 'not-vouched', reason: 'stranger' },
  typedEmail: 'eve@evil.example',
};
const customer = { id: '7', email: 'john@shop.example', name: 'John' };
const facts = [{ label: 'Charge', value: '5 USD' }];

const triaged = {
  classification: {
    reasoning: 'A charge.',
    category: 'billing',
    email: null,
    engine: { kind: 'offline', because: 'the model cannot be reached' },
  },
  identity,
  context: {
    records: { status: 'found', customer },
    sections: [{ source: 'billing-details', title: 'Billing details', personal: true, facts }],
  },
  opinion: {
    agentType: 'billing',
    summary: 'Charged twice.',
    engine: { kind: 'offline', because: "the model's account has no credit left" },
  },
  decision: { destination: 'billing', reason: null },
};

const redirected = {
  ...triaged,
  identity: stranger,
  context: { records: { status: 'not-vouched' }, sections: [] },
  decision: {
    destination: 'triage',
    reason:
      'Meant for Billing, but it could not be posted there: the channel is gone, or the bot was removed from it.',
  },
};

const split = {
  decision: {
    destination: 'triage',
    reason: 'Opinions differ: classified as Billing, summarized for unclear.',
  },
};

const unclear = {
  decision: { destination: 'triage', reason: 'It is unclear which agents this is for.' },
};

/** What an older bot wrote about a model that failed, and about records, with what it is now. */
const engines = [
  ['no model is configured', 'no-model'],
  ['the model did not answer in time', 'timeout'],
  ['the model is asked too often just now', 'rate-limited'],
  ['the model rejected the request; its key or name may be wrong', 'rejected'],
  ['the model declined to answer', 'refused'],
  ['the model gave no usable answer', 'invalid-answer'],
  ['the model has been failing and is left alone for a moment', 'circuit-open'],
] as const;
const accounts = [
  ['no-directory', 'no-source'],
  ['directory-down', 'unavailable'],
  ['unknown', 'unknown'],
] as const;
const sections = ['sale-items', 'rewards', 'account-details'].map((source) => ({
  source,
  title: source,
  personal: false,
  facts: [],
}));

/** A ticket for each of them: both its opinions and its records are of that kind. */
const others = engines.map(([because], index) => {
  const engine = { kind: 'offline', because };
  const [status] = accounts[index % accounts.length] ?? [];
  return {
    classification: { ...triaged.classification, engine },
    opinion: { ...triaged.opinion, engine },
    context: { records: { status }, sections },
  };
});

const line = { speaker: 'CUSTOMER', text: 'I was “charged” twice' };

/** Rows of the outbox as they were: kind, subject, part, channel, text, ts, failure. */
const posts = [
  ['introduce', 'c1', 0, 'D1', null, '1.1', null],
  ['ticket-status', 't1', 0, 'D1', null, '1.2', null],
  ['ticket-card', 't1', 0, 'CB', null, null, 'the channel is archived'],
  ['ticket-card', 't2', 0, 'CB', null, null, 'Slack refused it (no_text)'],
  ['transcript', 't1', 1, 'CB', JSON.stringify([line]), null, null],
  ['follow-up', 't1:1700000000.000100', 0, 'CB', JSON.stringify([line]), null, null],
  [
    'changed-message',
    't1:1700000000.000100:1700000009.000000',
    2,
    'CB',
    JSON.stringify({ author: 'U1', text: null }),
    null,
    null,
  ],
  [
    'failure-notice',
    'f1',
    0,
    'CT',
    'The job “triage-ticket” for H-2 has failed again and again. The log says why. It is kept: when the cause is mended, press the button, or run “npm run rerun”.',
    null,
    null,
  ],
  [
    'failure-notice',
    'owner:9',
    0,
    'D9',
    'A message for the agents (ticket-card) could not be posted, not even in the triage channel: the bot is not in the channel. It is kept. Mend the channel, then press the button, or run “npm run rerun”.',
    null,
    null,
  ],
  ['answer', '1:U1:a:2', 0, 'D1', 'Your request H-1 is with our team.', null, null],
  ['answer', '1:U3:a:2', 0, 'D3', 'You are one of the agents here, so your own …', null, null],
  ['home', 'U1', 0, 'U1', null, 'V1', null],
  ['ask-email', 'c1', 0, 'D1', null, '1.3', 'posting in the channel is restricted'],
  ['ask-issue', 'c1', 0, 'D1', null, '1.4', 'something that nobody foresaw'],
  ['resolved', 't2', 0, 'D1', null, '1.5', null],
] as const;

async function fill(queries: Kysely<unknown>): Promise<void> {
  const migrator = new Migrator({
    db: queries,
    provider: { getMigrations: async () => oldMigrations },
  });
  const { error } = await migrator.migrateToLatest();
  assert.equal(error, undefined);
  await sql`insert into workspaces (team, first_started_at)
    values ('T2', '2026-02-01'), ('T1', '2026-01-01')`.execute(queries);
  await sql`insert into conversations (id, team, channel, place, customer, status, intake, identity, opened_at, last_message_at)
    values ('c1', 'T1', 'D1', 'direct', 'U1', 'escalated', 'done', ${JSON.stringify(identity)}::jsonb, now(), now())`.execute(
    queries,
  );
  await sql`insert into messages (team, channel, ts, root, conversation_id, author, role, text, files, is_call, revision)
    values ('T1', 'D1', '1.000000', '1.000000', 'c1', 'U1', 'customer', 'Hi', '[]', true, '1.000000')`.execute(
    queries,
  );
  const tickets = [triaged, redirected, split, unclear, ...others];
  for (const [index, triage] of tickets.entries()) {
    await sql`insert into tickets (id, team, number, conversation_id, status, door, escalated_by, escalated_at, triage, resolved_at)
      values (${`t${index + 1}`}, 'T1', ${index + 1}, 'c1', ${index === 0 ? 'routed' : 'resolved'}, 'text', 'U1', now(), ${JSON.stringify(triage)}::jsonb, null)`.execute(
      queries,
    );
  }
  for (const [kind, subject, part, channel, text, ts, failure] of posts) {
    await sql`insert into outbox (key, team, kind, subject, part, channel, text, ts, failure, created_at)
      values (${`${kind}${subject}${part}`}, 'T1', ${kind}, ${subject}, ${part}, ${channel}, ${text}, ${ts}, ${failure}, now())`.execute(
      queries,
    );
  }
}

async function oldEmbedded(): Promise<DatabaseAddress> {
  const pglite = new PGlite();
  await pglite.waitReady;
  const queries = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
  await fill(queries);
  const image = await pglite.dumpDataDir('none');
  await queries.destroy();
  return { kind: 'memory', image };
}

async function oldPostgres(): Promise<DatabaseAddress | undefined> {
  const connectionString = await newDatabase({ from: 'template1' });
  if (connectionString === undefined) return undefined;
  const queries = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString, max: 1 }) }),
  });
  await fill(queries);
  await queries.destroy();
  return { kind: 'postgres', connectionString };
}

const databases = [{ name: 'PGlite', database: await openDatabase(await oldEmbedded()) }];
const onPostgres = await oldPostgres();
if (onPostgres) databases.push({ name: 'PostgreSQL', database: await openDatabase(onPostgres) });
else test('PostgreSQL: an upgrade', { skip: 'NOT TESTED ON POSTGRESQL' });
after(async () => {
  for (const { database } of databases) await database.close();
});

const trusted = { status: 'trusted', address: 'john@shop.example' };

for (const { name, database } of databases) {
  const { queries } = database;

  test(`${name}: conversations and messages of an older bot are read`, async () => {
    const conversation = await loadConversation(queries, 'c1');
    const [message] = await messagesOf(queries, 'c1');

    assert.deepEqual(conversation.identity, {
      user: 'U1',
      name: 'John',
      email: trusted,
      typedEmail: null,
    });
    assert.equal(conversation.greeting_step, 'done');
    assert.equal(message?.is_escalation_request, true);
  });

  test(`${name}: what an older bot found out about a ticket is read`, async () => {
    assert.equal((await loadTicket(queries, 't1')).status, 'routed');
    assert.deepEqual(await loadTriage(queries, 't1'), {
      classification: { ...triaged.classification, engine: offline('unavailable') },
      identity: { user: 'U1', name: 'John', email: trusted, typedEmail: null },
      records: {
        account: { status: 'found', account: customer },
        sections: [{ section: 'billing-details', title: 'Billing details', personal: true, facts }],
      },
      opinion: { ...triaged.opinion, engine: offline('quota') },
      decision: { destination: 'billing', reason: null },
    });
  });

  test(`${name}: an older bot’s sentences are codes with their values`, async () => {
    const { identity: eve, records, decision } = await loadTriage(queries, 't2');
    assert.deepEqual(eve?.email, { status: 'untrusted', reason: 'stranger' });
    assert.deepEqual(records, { account: { status: 'untrusted-email' }, sections: [] });
    assert.deepEqual(decision?.reason, {
      code: 'undeliverable',
      meantFor: 'Billing',
      refusal: 'channel_not_found',
    });
    assert.deepEqual((await loadTriage(queries, 't3')).decision?.reason, {
      code: 'split',
      classified: 'Billing',
      summarized: 'unclear',
    });
    assert.deepEqual((await loadTriage(queries, 't4')).decision?.reason, { code: 'unclear' });
  });

  for (const [index, [sentence, because]] of engines.entries()) {
    test(`${name}: “${sentence}” is the code ${because}`, async () => {
      const triage = await loadTriage(queries, `t${index + 5}`);

      assert.deepEqual(triage.classification?.engine, offline(because));
      assert.deepEqual(triage.opinion?.engine, offline(because));
      assert.deepEqual(triage.records, {
        account: { status: accounts[index % accounts.length]?.[1] },
        sections: sections.map(({ source, ...section }) => ({ section: source, ...section })),
      });
    });
  }

  test(`${name}: an older bot’s outbox is read, with the words that are not posted yet`, async () => {
    const rows = await queries.selectFrom('outbox').selectAll().orderBy('id').execute();

    const messages = rows.map((row) => OutboxMessage.parse(row));

    const ticketId = 't1';
    const ts = '1700000000.000100';
    assert.deepEqual(
      messages.map(({ about, words, refusal }) => ({ about, words, refusal })),
      [
        { about: { conversationId: 'c1' }, words: null, refusal: null },
        { about: { ticketId }, words: null, refusal: null },
        { about: { ticketId }, words: null, refusal: 'is_archived' },
        { about: { ticketId: 't2' }, words: null, refusal: 'no_text' },
        { about: { ticketId, part: 1 }, words: [line], refusal: null },
        { about: { ticketId, ts, part: 0 }, words: [line], refusal: null },
        {
          about: { ticketId, ts, revision: '1700000009.000000', part: 2 },
          words: { author: 'U1', text: null },
          refusal: null,
        },
        {
          about: { id: 'f1' },
          words: { reason: 'job-failed', job: 'triage-ticket', ticket: 2 },
          refusal: null,
        },
        {
          about: { id: 'owner:9' },
          words: { reason: 'agents-unreachable', kind: 'ticket-card', refusal: 'not_in_channel' },
          refusal: null,
        },
        {
          about: { interaction: '1:U1:a:2' },
          words: { answer: 'ticket', ticketId },
          refusal: null,
        },
        {
          about: { interaction: '1:U3:a:2' },
          words: { answer: 'agents-open-none' },
          refusal: null,
        },
        { about: { user: 'U1' }, words: null, refusal: null },
        { about: { conversationId: 'c1' }, words: null, refusal: 'restricted_action' },
        { about: { conversationId: 'c1' }, words: null, refusal: 'unknown' },
        { about: { ticketId: 't2' }, words: null, refusal: null },
      ],
    );
  });

  test(`${name}: an older bot’s database belongs to the workspace that it served first`, async () => {
    await assertNotClaimed(queries, 'T1');
    await assert.rejects(assertNotClaimed(queries, 'T2'), { name: 'DatabaseClaimed' });
  });

  test(`${name}: what an older bot posted is not posted again`, async () => {
    const outbox = createOutbox({
      enqueue: async () => {},
      newId: () => 'new',
      now: () => new Date(),
    });
    const team = 'T1';
    const again: Draft[] = [
      { team, channel: 'D1', kind: 'ticket-status', about: { ticketId: 't1' } },
      {
        team,
        channel: 'CB',
        kind: 'transcript',
        about: { part: 1, ticketId: 't1' },
        words: [line],
      },
      {
        team,
        channel: 'CB',
        kind: 'follow-up',
        about: { part: 0, ts: '1700000000.000100', ticketId: 't1' },
        words: [line],
      },
      {
        team,
        channel: 'CB',
        kind: 'changed-message',
        about: {
          ticketId: 't1',
          ts: '1700000000.000100',
          revision: '1700000009.000000',
          part: 2,
        },
        words: { author: 'U1', text: null },
      },
      { team, channel: 'D1', kind: 'ask-email', about: { conversationId: 'c1' } },
    ];

    for (const draft of again) {
      const { isNew } = await database.transaction((transaction) =>
        outbox.postOnce(transaction, draft),
      );
      assert.equal(isNew, false, draft.kind);
    }
  });
}

function offline(because: string) {
  return { kind: 'offline', because };
}
