import { type RawBuilder, sql } from 'kysely';
import {
  type DatabaseAddress,
  openDatabase,
  type Transaction,
} from '../../src/database/open-database.ts';

/** How each migration since the bot could only pass tickets on is taken back, by its name; the latest first. */
const takeBack: [string, string[]][] = [
  ['023-homes', ['drop table homes']],
  [
    '021-known-problems',
    [
      'drop table opened_channels',
      'drop table problem_updates',
      'alter table outbox drop column is_withheld',
      'alter table tickets drop column problem_of',
    ],
  ],
  [
    '020-settings',
    ['drop table settings', 'drop table setting_changes', 'drop table removed_corrections'],
  ],
  [
    '019-waiting',
    ['drop table absences', 'alter table tickets drop column reminded_at, drop column closes_at'],
  ],
  [
    '018-unanswered',
    [
      `alter table conversations drop column unanswered_since, drop column listed_at,
        drop column settled_until, drop column settled_by`,
    ],
  ],
  [
    '017-due',
    [
      'drop table due_tellings',
      'drop table due_channels',
      'drop index tickets_to_answer',
      'alter table tickets drop column snoozed_until, drop column snoozed_at, drop column snoozed_by',
    ],
  ],
  ['016-events', ['drop table ticket_events', 'alter table workspaces drop column zone']],
  ['015-turns', ['alter table tickets drop column turn_since, drop column first_answered_at']],
  ['014-endings', ['drop table feedback', 'alter table tickets drop column resolve_reason']],
  [
    '013-answers',
    [
      'drop table typed_replies',
      'alter table conversations drop column direct_channel, drop column answered_directly_at',
    ],
  ],
  [
    '012-merge-and-split',
    [
      'drop index one_unresolved_ticket_per_conversation',
      `create unique index one_unresolved_ticket_per_conversation
        on tickets (conversation_id) where status <> 'resolved'`,
      'alter table messages drop column ticket_id, drop column handed_to',
      'alter table threads drop column ticket_id',
      'alter table tickets drop column split_from, drop column merged_into',
    ],
  ],
  [
    '011-ticket-life',
    [
      'drop table corrections',
      'drop table moves',
      `alter table tickets drop column holder_since, drop column holder_set_by,
        drop column reopened_by, drop column is_no_request`,
    ],
  ],
  [
    '010-files',
    [
      'drop table carried_bytes',
      'alter table outbox drop column uploaded_file',
      'alter table replies drop column files',
    ],
  ],
  [
    '009-replies',
    [
      'alter table outbox drop column is_withdrawn',
      'alter table messages drop column reply_id',
      'alter table tickets drop column holder, drop column answered_at, drop column undone_at',
      'drop table replies',
    ],
  ],
];

/** The kinds of messages that came with the answers of agents, or after. */
const newKinds = [
  ...['records', 'carried-file', 'reply', 'reply-file', 'sent-reply', 'answered-directly'],
  ...['reopened', 'holder-changed', 'moved-notes', 'moved-back', 'merged', 'unmerged', 'split-off'],
];

/** The migrations whose state before a database can be brought to. */
export const migrationsToTakeBack = takeBack.map(([name]) => name).toReversed();

/**
 * Makes a database what it was before a migration, as the bot of then left it: without its tables and
 * columns, and before the first of these also without what rows and jobs had not yet.
 */
export async function bringToStateBefore(
  migration: string,
  address: DatabaseAddress,
  /** What that bot left besides. */
  leave: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(address);
  try {
    await database.transaction(async (transaction) => {
      for (const [name, statements] of takeBack.filter(([name]) => name >= migration)) {
        for (const statement of statements) await sql.raw(statement).execute(transaction);
        await sql`delete from kysely_migration where name = ${name}`.execute(transaction);
      }
      if (migration === '009-replies') await forgetNewWords(transaction);
      await leave(transaction);
    });
  } finally {
    await database.close();
  }
}

/** An agent has moved a ticket, and the job that delivers it there waits, as an older bot enqueued it. */
export async function leaveMoving(
  transaction: Transaction,
  { ticketId, destination }: { ticketId: string; destination: string },
): Promise<void> {
  const payload = JSON.stringify({ ticketId, destination });
  await run(
    transaction,
    sql`update tickets set destination = ${destination} where id = ${ticketId}`,
  );
  await run(
    transaction,
    sql`insert into pgboss.job (name, data, singleton_key, policy, retry_limit, retry_delay)
      select name, ${payload}::jsonb, ${ticketId}, policy, 50, 1
      from pgboss.queue where name = 'route-ticket'`,
  );
}

/** The ids of the tickets in the order in which they were opened. */
export async function ticketIds(transaction: Transaction): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from tickets order by number`.execute(
    transaction,
  );
  return rows.map(({ id }) => id);
}

async function forgetNewWords(transaction: Transaction): Promise<void> {
  await run(
    transaction,
    sql`delete from outbox where kind in (${sql.join(newKinds)}) and ts is not null`,
  );
  await run(
    transaction,
    sql`update outbox set about = about - 'at', subject = about ->> 'ticketId' where kind = 'resolved'`,
  );
  const { rows: waiting } = await sql<{ id: number; words: unknown }>`
    select id, words from outbox where words is not null`.execute(transaction);
  for (const { id, words } of waiting) {
    const old = JSON.stringify(words, without('writer', 'mentions', 'role', 'id'));
    await run(transaction, sql`update outbox set words = ${old}::jsonb where id = ${id}`);
  }
  const { rows: tickets } = await sql<{ id: string; triage: unknown }>`
    select id, triage from tickets`.execute(transaction);
  for (const { id, triage } of tickets) {
    const old = JSON.stringify(triage, without('noticed', 'data'));
    await run(transaction, sql`update tickets set triage = ${old}::jsonb where id = ${id}`);
  }
}

function without(...names: string[]) {
  return (name: string, value: unknown) => (names.includes(name) ? undefined : value);
}

async function run(transaction: Transaction, statement: RawBuilder<unknown>): Promise<void> {
  await statement.execute(transaction);
}
