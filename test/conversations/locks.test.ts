import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Conversation } from '../../src/conversations/conversation.ts';
import { createConversations } from '../../src/conversations/conversations.ts';
import type { IncomingMessage } from '../../src/conversations/incoming-message.ts';
import { conversationOfThread } from '../../src/conversations/thread-store.ts';
import { type Database, openDatabase, type Transaction } from '../../src/database/open-database.ts';
import { createGreeting } from '../../src/greeting/greet-customer.ts';
import type { Enqueue } from '../../src/jobs/enqueue.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { OutboxMessage } from '../../src/outbox/outbox-message.ts';
import { createRouting } from '../../src/routing/routing.ts';
import { createSlackChannelDestination } from '../../src/routing/slack-channel-destination.ts';
import { recordBotMessage } from '../../src/tickets/record-bot-message.ts';
import type { Ticket } from '../../src/tickets/ticket.ts';
import { loadTicket, loadTriage, noteRouted, storeTriage } from '../../src/tickets/ticket-store.ts';
import { createTickets } from '../../src/tickets/tickets.ts';
import { createTriage } from '../../src/triage/triage.ts';
import { categories } from '../support/categories.ts';
import { readDesk } from '../support/desk-in-use.ts';
import { openPostgres } from '../support/open-postgres.ts';

// PGlite runs one transaction at a time, so that a lock that is missing shows on PostgreSQL alone.
// Each test here fails without the lock that it is about.

const postgres = await openPostgres();
const skip = postgres ? false : 'a missing lock shows on PostgreSQL alone';
const databases = postgres ? [await openDatabase(postgres.address)] : [];
if (postgres) databases.push(await openDatabase(postgres.address));
after(async () => {
  for (const { close } of databases) await close();
  await postgres?.stop();
});

const TEAM = 'T1';
const newId = randomUUID;
const now = () => new Date();
const enqueued: string[] = [];
const enqueue: Enqueue = async (_transaction, { kind }) => void enqueued.push(kind.name);
const outbox = createOutbox({ enqueue, newId, now });
const WEEK_MS = 7 * 24 * 60 * 60_000;
const limits = { sameConversationMs: 120_000, quietAfterMs: WEEK_MS, reopenWithinMs: WEEK_MS };
const conversations = createConversations({ enqueue, newId, now, limits, rootMayComeMs: 3_000 });
const { collect, addTypedText } = conversations;
const { escalate, reopen, releaseIfAway, answerGone, assign, setAway } = createTickets({
  outbox,
  enqueue,
  agentsThread: async () => undefined,
  readDesk,
  undoMs: 0,
  newId,
  now,
});
const channels = new Map([['triage', 'C0TRIAGE']]);

/** Two instances' connections to the one database. */
function instances(): [Database, Database] {
  const [one, other] = databases;
  assert.ok(one && other);
  return [one, other];
}

/** A message of one customer, a second after the one before. */
function message(channel: string, second: number, more: Partial<IncomingMessage> = {}) {
  const ts = `${1_700_000_000 + second}.000000`;
  const written: IncomingMessage = {
    team: TEAM,
    channel,
    place: 'channel',
    ts,
    root: ts,
    author: { user: 'UANN', kind: 'person' },
    text: `said at ${second}`,
    files: [],
    isEscalationRequest: false,
    isMention: false,
    app: null,
    isIntake: true,
    mayGreet: true,
    revision: ts,
    ...more,
  };
  return written;
}

/** A conversation in a channel of its own, of one message. */
async function openOne(database: Database): Promise<Conversation> {
  const first = message(randomUUID(), 0);
  const collected = await database.transaction((transaction) => collect(transaction, first));
  assert.ok(collected.status === 'stored');
  return collected.conversation;
}

async function openTicket(
  database: Database,
): Promise<{ conversation: Conversation; ticket: Ticket }> {
  const conversation = await openOne(database);
  const escalation = await database.transaction((transaction) =>
    escalate(transaction, {
      conversation,
      actor: { user: conversation.customer, kind: 'person' },
      door: 'text',
    }),
  );
  assert.ok('ticket' in escalation);
  return { conversation, ticket: escalation.ticket };
}

/**
 * Lets the first do all that it does and the second begin, and lets the first commit only when the
 * second has ended or waits for it. So the two meet at the same point each time.
 */
async function meet(
  first: (database: Database) => Promise<unknown>,
  second: (database: Database) => Promise<unknown>,
): Promise<void> {
  const [one, other] = instances();
  const done = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const held: Database = {
    ...one,
    transaction: (work) =>
      one.transaction(async (transaction) => {
        const result = await work(transaction);
        done.resolve();
        await mayCommit.promise;
        return result;
      }),
  };
  const running = first(held);
  await Promise.race([done.promise, running]);
  const following = second(other);
  await Promise.race([following, somebodyWaits()]);
  mayCommit.resolve();
  await Promise.all([running, following]);
}

async function somebodyWaits(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await postgres?.rows(waiting))?.length === 0) await sleep(5);
}

const inTransaction =
  (work: (transaction: Transaction) => Promise<unknown>) => (database: Database) =>
    database.transaction(work);

test('many messages of one thread at once wait for one another without a deadlock', {
  skip,
}, async () => {
  const [one, other] = instances();
  const { id, channel } = await openOne(one);
  await postgres?.rows(`update conversations set greeting_step = 'done' where id = '${id}'`);
  const { root } = message(channel, 0);
  const before = await deadlocks();

  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? one : other).transaction((transaction) =>
        collect(transaction, message(channel, index + 1, { root })),
      ),
    ),
  );

  assert.equal(await deadlocks(), before);
});

/** How many transactions PostgreSQL has given up so far, as far as its processes have reported. */
async function deadlocks(): Promise<unknown> {
  await sleep(1_100);
  const count = 'select deadlocks from pg_stat_database where datname = current_database()';
  return (await postgres?.rows(count))?.[0]?.deadlocks;
}

test('messages of one customer that come at once on two instances are one conversation', {
  skip,
}, async () => {
  const [one, other] = instances();
  const places = Array.from({ length: 20 }, () => randomUUID());

  await Promise.all(
    places.flatMap((channel) => [
      one.transaction((transaction) => collect(transaction, message(channel, 0))),
      other.transaction((transaction) => collect(transaction, message(channel, 1))),
      one.transaction((transaction) => collect(transaction, message(channel, 2))),
    ]),
  );

  const opened = await one.queries
    .selectFrom('conversations')
    .select('id')
    .where('channel', 'in', places)
    .execute();
  assert.equal(opened.length, places.length);
});

test('a reply that comes while its root is being stored belongs to the same conversation', {
  skip,
}, async () => {
  const root = message(randomUUID(), 0);
  const reply = message(root.channel, 1, { root: root.ts });

  await meet(
    inTransaction((transaction) => collect(transaction, root)),
    inTransaction((transaction) => collect(transaction, reply)),
  );

  assert.deepEqual(await ownersOf(root.channel), [1, 1]);
});

test('a reply to a status of the bot that is being noted belongs to its conversation', {
  skip,
}, async () => {
  const [one] = instances();
  const { conversation, ticket } = await openTicket(one);
  const { channel } = conversation;
  const post = message(channel, 60);
  const reply = message(channel, 61, { root: post.ts });
  const status = await one.queries
    .selectFrom('outbox')
    .selectAll()
    .where('subject', '=', ticket.id)
    .executeTakeFirstOrThrow();
  const inChannel = OutboxMessage.parse({ ...status, kind: 'ticket-status', thread: null });

  await meet(
    inTransaction((transaction) =>
      recordBotMessage(transaction, inChannel, { ts: post.ts }, outbox),
    ),
    inTransaction((transaction) => collect(transaction, reply)),
  );

  const owner = await conversationOfThread(one.queries, { team: TEAM, channel, root: post.ts });
  assert.equal(owner?.id, conversation.id);
  assert.deepEqual(await ownersOf(channel), [1, 1]);
});

test('a conversation that is escalated twice at once has one ticket', { skip }, async () => {
  const [one] = instances();
  const conversation = await openOne(one);

  await meet(inTransaction(escalating(conversation)), inTransaction(escalating(conversation)));

  const tickets = await one.queries
    .selectFrom('tickets')
    .select('id')
    .where('conversation_id', '=', conversation.id)
    .execute();
  assert.equal(tickets.length, 1);
});

test('a customer who is calling a person is not greeted meanwhile', { skip }, async () => {
  const [one] = instances();
  const conversation = await openOne(one);
  const identify = async () => ({
    user: 'UANN',
    name: 'Ann',
    typedEmail: null,
    email: { status: 'trusted', address: 'ann@shop.example' } as const,
  });

  await meet(inTransaction(escalating(conversation)), (database) =>
    createGreeting({ database, customers: { identify }, outbox, enqueue, now }).greetCustomer({
      conversationId: conversation.id,
    }),
  );

  const greetings = await one.queries
    .selectFrom('outbox')
    .select('kind')
    .where('subject', '=', conversation.id)
    .execute();
  assert.deepEqual(greetings, []);
});

test('text that is typed while a person is being asked for follows to the agents', {
  skip,
}, async () => {
  const [one] = instances();
  const conversation = await openOne(one);
  enqueued.length = 0;

  await meet(
    inTransaction(escalating(conversation)),
    inTransaction((transaction) =>
      addTypedText(transaction, { conversation, text: 'For a TV', at: now() }),
    ),
  );

  assert.ok(enqueued.includes('follow-up'));
});

test('what is added while a ticket is being routed follows to its agents', { skip }, async () => {
  const [one] = instances();
  const { conversation, ticket } = await openTicket(one);
  const late = message(conversation.channel, 30, { root: rootOf(conversation) });

  await meet(
    (database) => routing(database).routeToAgent({ ticket, category: 'triage' }),
    async (database) => {
      await database.transaction((transaction) => collect(transaction, late));
      await routing(database).followUp({ conversationId: conversation.id, ts: late.ts });
    },
  );

  assert.deepEqual(await saidOf(ticket.id), ['follow-up', 'transcript']);
});

test('what is edited while a ticket is being routed is reported to its agents', {
  skip,
}, async () => {
  const [one] = instances();
  const { conversation, ticket } = await openTicket(one);
  const late = message(conversation.channel, 30, { root: rootOf(conversation) });
  await one.transaction((transaction) => collect(transaction, late));
  const edited = { ...late, text: 'said otherwise', revision: '1700000400.000000' };

  await meet(
    (database) => routing(database).routeToAgent({ ticket, category: 'triage' }),
    async (database) => {
      await database.transaction((transaction) => collect(transaction, edited));
      const { ts, revision } = edited;
      const change = { conversationId: conversation.id, ts, revision };
      await routing(database).reportEdit(change);
    },
  );

  assert.deepEqual(await saidOf(ticket.id), ['changed-message', 'follow-up', 'transcript']);
});

test('a late summary does not undo what is stored of the ticket meanwhile', { skip }, async () => {
  const [one] = instances();
  const { ticket } = await openTicket(one);
  const engine = { kind: 'model' } as const;
  const opinion = { agentType: 'unclear', summary: 'Charged twice.', engine };
  const decision = { destination: 'triage', reason: null };

  await meet(
    inTransaction((transaction) => storeTriage(transaction, ticket.id, { decision })),
    (database) =>
      triage(database, opinion).addLateSummary(
        { ticketId: ticket.id },
        { signal: new AbortController().signal },
      ),
  );

  assert.deepEqual(await loadTriage(one.queries, ticket.id), { decision, opinion });
});

test('what is assigned to an agent who is just going away is given back', { skip }, async () => {
  const [one] = instances();
  const { ticket } = await openTicket(one);
  const routed = { id: ticket.id, destination: 'billing', at: now() };
  await one.transaction((transaction) => noteRouted(transaction, routed));
  const away = { team: TEAM, user: 'UAMY', day: '2027-03-29', until: new Date('2999-01-01') };
  enqueued.length = 0;

  await meet(
    (database) =>
      database.transaction((transaction) =>
        assign(transaction, { ticket, to: 'UAMY', by: 'UBEN' }),
      ),
    (database) => database.transaction((transaction) => setAway(transaction, away)),
  );

  assert.equal((await loadTicket(one.queries, ticket.id)).holder, 'UAMY');
  assert.deepEqual(enqueued, ['release-of-away']);
});

function escalating(conversation: Conversation) {
  const actor = { user: conversation.customer, kind: 'person' } as const;
  return (transaction: Transaction) => escalate(transaction, { conversation, actor, door: 'text' });
}

function routing(database: Database) {
  const destinations = [createSlackChannelDestination({ outbox, channels })];
  return createRouting({
    database,
    outbox,
    enqueue,
    channels,
    reopen,
    releaseIfAway,
    answerGone,
    destinations,
    readNotes: async () => [],
    onUnread: () => assert.fail('Notes were not read.'),
    readDesk,
    now,
  });
}

/** Triage whose model answers with this opinion. */
function triage(
  database: Database,
  { agentType, summary }: { agentType: string; summary: string },
) {
  return createTriage({
    database,
    customers: {
      identify: async ({ customer }) => ({
        user: customer,
        name: customer,
        email: { status: 'untrusted', reason: 'no-email' },
        typedEmail: null,
      }),
    },
    recordSource: undefined,
    categories,
    rules: { whenKeywordsSilent: 'route', whenKeywordsDisagree: 'triage' },
    ask: async ({ answer }) => answer.parse({ agent_type: agentType, summary }),
    fetchThread: async () => {},
    routeToAgent: async () => {},
    moved: routing(database),
    outbox,
    enqueue,
    onRecordsFailure: () => {},
    modelTimeMs: 1_000,
    lateSummaryAfterMs: 1_000,
    now,
    checkpoint: () => {},
  });
}

function rootOf({ channel }: Conversation): string {
  return message(channel, 0).ts;
}

/** How many messages of a channel each conversation has, and how many conversations there are. */
async function ownersOf(channel: string): Promise<number[]> {
  const rows = await postgres?.rows(
    `select count(distinct conversation_id)::int as owners,
      (count(*) filter (where conversation_id is null) = 0)::int as complete
    from messages where channel = '${channel}'`,
  );
  const [{ owners, complete } = {}] = rows ?? [];
  return [Number(owners), Number(complete)];
}

/** What agents are told below the card of a ticket. */
async function saidOf(ticketId: string): Promise<unknown[]> {
  const kinds = "('transcript', 'follow-up', 'changed-message')";
  const rows = await postgres?.rows(
    `select kind from outbox where about->>'ticketId' = '${ticketId}' and kind in ${kinds} order by kind`,
  );
  return (rows ?? []).map(({ kind }) => kind);
}
