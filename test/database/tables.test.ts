import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { Conversation } from '../../src/conversations/conversation.ts';
import { Message } from '../../src/conversations/message.ts';
import { Thread } from '../../src/conversations/thread-store.ts';
import { Claim } from '../../src/database/claim-store.ts';
import { Interaction } from '../../src/database/interaction-store.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import type { Tables } from '../../src/database/tables.ts';
import { WorkspaceRow } from '../../src/database/workspace-store.ts';
import { FailedJob } from '../../src/jobs/failed-job-store.ts';
import { OutboxRow } from '../../src/outbox/outbox-message.ts';
import { SettingChange, SettingRow } from '../../src/settings/setting.ts';
import { DeskChannel } from '../../src/slack/workspace/desk-channel-store.ts';
import { Home } from '../../src/slack/workspace/home-store.ts';
import { MovedChannel } from '../../src/slack/workspace/moved-channel-store.ts';
import { OpenedChannel } from '../../src/slack/workspace/opened-channel-store.ts';
import { Absence } from '../../src/tickets/absence-store.ts';
import { CarriedBytes } from '../../src/tickets/carried-bytes-store.ts';
import { Correction } from '../../src/tickets/correction-store.ts';
import { Feedback } from '../../src/tickets/feedback.ts';
import { Move } from '../../src/tickets/move-store.ts';
import { ProblemUpdate } from '../../src/tickets/problem-update.ts';
import { RemovedCorrection } from '../../src/tickets/removed-correction-store.ts';
import { Reply } from '../../src/tickets/reply.ts';
import { TicketRow } from '../../src/tickets/ticket.ts';
import { TicketEventRow } from '../../src/tickets/ticket-event.ts';
import { TypedReply } from '../../src/tickets/typed-reply.ts';
import { ClassificationRow } from '../../src/triage/classification-store.ts';
import { DueChannel } from '../../src/waiting/due-channel-store.ts';
import { DueTelling } from '../../src/waiting/due-telling-store.ts';
import { newDatabase } from '../support/new-database.ts';

/** The one description of a row of each table. */
const rows = {
  workspaces: WorkspaceRow,
  claims: Claim,
  desk_channels: DeskChannel,
  homes: Home,
  moved_channels: MovedChannel,
  opened_channels: OpenedChannel,
  interactions: Interaction,
  conversations: Conversation,
  threads: Thread,
  messages: Message,
  tickets: TicketRow,
  absences: Absence,
  replies: Reply,
  problem_updates: ProblemUpdate,
  typed_replies: TypedReply,
  carried_bytes: CarriedBytes,
  moves: Move,
  corrections: Correction,
  removed_corrections: RemovedCorrection,
  settings: SettingRow,
  setting_changes: SettingChange,
  feedback: Feedback,
  ticket_events: TicketEventRow,
  classifications: ClassificationRow,
  outbox: OutboxRow,
  failed_jobs: FailedJob,
  due_channels: DueChannel,
  due_tellings: DueTelling,
} satisfies Record<keyof Tables, z.ZodObject>;

const types = new Map([
  ['integer', 'number'],
  ['bigint', 'number'],
  ['timestamp with time zone', 'time'],
]);

const Found = z.object({
  table_name: z.string(),
  column_name: z.string(),
  data_type: z.string(),
  is_nullable: z.enum(['YES', 'NO']),
  has_default: z.boolean(),
});

const postgresUrl = await newDatabase();
const embedded = await openDatabase({ kind: 'memory' });
const postgres =
  postgresUrl === undefined
    ? undefined
    : await openDatabase({ kind: 'postgres', connectionString: postgresUrl });
after(async () => {
  await embedded.close();
  await postgres?.close();
});

const found = {
  embedded: await columnsOf(embedded),
  postgres: postgres && (await columnsOf(postgres)),
};
compare('PGlite', found.embedded);
if (found.postgres) compare('PostgreSQL', found.postgres);
else test('PostgreSQL: rows', { skip: 'NOT TESTED ON POSTGRESQL' });

function compare(name: string, columns: Map<string, Column[]>): void {
  test(`${name}: every table is described`, () => {
    assert.deepEqual([...columns.keys()].toSorted(), Object.keys(rows).toSorted());
  });

  for (const [table, row] of Object.entries(rows)) {
    test(`${name}: the rows of ${table} have the columns that their schema says`, () => {
      const described = Object.entries(row.shape).map(([column, schema]) => ({
        column,
        ...describe(schema),
      }));

      assert.deepEqual(described.toSorted(byColumn), (columns.get(table) ?? []).toSorted(byColumn));
    });
  }
}

test('every index is there, and what must be unique is', async () => {
  const { rows } = await sql<{ name: string; is_unique: boolean }>`
    select relname as name, indisunique as is_unique
    from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace and not indisprimary`.execute(embedded.queries);
  const named = (isUnique: boolean) =>
    rows
      .filter(({ is_unique }) => is_unique === isUnique)
      .map(({ name }) => name)
      .toSorted();

  assert.deepEqual(named(true), [
    'one_unresolved_ticket_per_conversation',
    'outbox_key_key',
    'outbox_kind_subject_channel_key',
    'tickets_team_number_key',
    'typed_replies_team_author_ts_key',
  ]);
  assert.deepEqual(named(false), [
    'changes_of_setting',
    'conversations_answered_directly',
    'conversations_of_customer',
    'conversations_of_somebody',
    'conversations_that_may_wait',
    'corrections_of_ticket',
    'due_tellings_of_a_line',
    'events_by_time',
    'events_of_ticket',
    'messages_of_conversation',
    'messages_of_reply',
    'messages_of_ticket',
    'messages_to_be_marked',
    'messages_without_conversation',
    'moves_of_ticket',
    'outbox_of_channel',
    'outbox_of_parent',
    'outbox_to_be_posted',
    'removed_corrections_of_ticket',
    'replies_of_ticket',
    'standing_due_tellings',
    'threads_of_conversation',
    'tickets_merged',
    'tickets_of_conversation',
    'tickets_of_problem',
    'tickets_to_answer',
    'typed_replies_of_ticket',
    'typed_replies_pending',
    'unresolved_tickets',
    'updates_of_problem',
  ]);
});

type Column = { column: string; type: string; isNullable: boolean; hasDefault: boolean };

function describe(schema: z.ZodType): Omit<Column, 'column'> {
  const mark = 'column' in schema ? schema.column : undefined;
  const isJson = mark === 'json' || mark === 'json-with-default';
  return {
    type: isJson ? 'jsonb' : typeOf(schema),
    isNullable: schema.safeParse(null).success,
    hasDefault: mark === 'default' || mark === 'json-with-default',
  };
}

function typeOf(schema: z.ZodType): string {
  const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema;
  if (inner instanceof z.ZodNumber) return 'number';
  if (inner instanceof z.ZodBoolean) return 'boolean';
  if (inner instanceof z.ZodDate) return 'time';
  return 'text';
}

async function columnsOf({ queries }: Database): Promise<Map<string, Column[]>> {
  const { rows } = await sql`
    select table_name, column_name, data_type, is_nullable,
      column_default is not null or is_identity = 'YES' as has_default
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely%'`.execute(queries);
  const tables = new Map<string, Column[]>();
  for (const row of z.array(Found).parse(rows)) {
    const column = {
      column: row.column_name,
      type: types.get(row.data_type) ?? row.data_type,
      isNullable: row.is_nullable === 'YES',
      hasDefault: row.has_default,
    };
    tables.set(row.table_name, [...(tables.get(row.table_name) ?? []), column]);
  }
  return tables;
}

function byColumn(one: Column, other: Column): number {
  return one.column < other.column ? -1 : 1;
}
