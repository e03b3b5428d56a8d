import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { z } from 'zod';
import { errorCode } from '../error-code.ts';
import { DatabaseUnusable } from './database-unusable.ts';
import { firstTables } from './migrations/001-first-tables.ts';
import { handedOver } from './migrations/002-handed-over.ts';
import { looksIntoTickets } from './migrations/003-looks-into-tickets.ts';
import { codesForSentences } from './migrations/004-codes-for-sentences.ts';
import { oneWorkspace } from './migrations/005-one-workspace.ts';
import { resolvedConversations } from './migrations/007-resolved-conversations.ts';
import { postsOfApps } from './migrations/008-posts-of-apps.ts';
import { replies } from './migrations/009-replies.ts';
import { files } from './migrations/010-files.ts';
import { ticketLife } from './migrations/011-ticket-life.ts';
import { mergeAndSplit } from './migrations/012-merge-and-split.ts';
import { answers } from './migrations/013-answers.ts';
import { endings } from './migrations/014-endings.ts';
import { turns } from './migrations/015-turns.ts';
import { events } from './migrations/016-events.ts';
import { due } from './migrations/017-due.ts';
import { unanswered } from './migrations/018-unanswered.ts';
import { waiting } from './migrations/019-waiting.ts';
import { settings } from './migrations/020-settings.ts';
import { knownProblems } from './migrations/021-known-problems.ts';
import { homes } from './migrations/023-homes.ts';
import type { Database, Transaction } from './open-database.ts';

/** Every migration, by the name under which the database remembers it. Names never change. */
const migrations: Record<string, Migration> = {
  '001-first-tables': firstTables,
  '002-handed-over': handedOver,
  '003-looks-into-tickets': looksIntoTickets,
  '004-codes-for-sentences': codesForSentences,
  '005-one-workspace': oneWorkspace,
  '007-resolved-conversations': resolvedConversations,
  '008-posts-of-apps': postsOfApps,
  '009-replies': replies,
  '010-files': files,
  '011-ticket-life': ticketLife,
  '012-merge-and-split': mergeAndSplit,
  '013-answers': answers,
  '014-endings': endings,
  '015-turns': turns,
  '016-events': events,
  '017-due': due,
  '018-unanswered': unanswered,
  '019-waiting': waiting,
  '020-settings': settings,
  '021-known-problems': knownProblems,
  '023-homes': homes,
};

/**
 * Brings the tables up to date, all in one transaction that one instance at a time can be in. Its
 * lock ends with it: behind a pooler, the lock of a session would stay with an idle connection.
 *
 * @throws {DatabaseUnusable} when the tables cannot be made, or are those of a newer bot.
 */
export async function migrate(database: Pick<Database, 'transaction'>): Promise<void> {
  await database.transaction(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction);
    const done = await appliedMigrations(transaction);
    const unknown = done.find((name) => !Object.hasOwn(migrations, name));
    if (unknown !== undefined) {
      throw new DatabaseUnusable(
        `The database was brought up to date by a newer Handoff (${unknown}). Start that one, or a newer one still.`,
      );
    }
    for (const [name, { up }] of Object.entries(migrations)) {
      if (!done.includes(name)) await apply(transaction, name, up);
    }
  });
}

/** Names nothing but this lock. */
const LOCK = 4_738_290_117;

/** Found by the search path, as every other table is. */
async function appliedMigrations(transaction: Transaction): Promise<string[]> {
  try {
    const { rows } = await sql`select to_regclass('kysely_migration') as found`.execute(
      transaction,
    );
    if (Found.parse(rows[0]).found === null) {
      await sql`create table kysely_migration (
        name varchar(255) primary key, timestamp varchar(255) not null
      )`.execute(transaction);
    }
    const applied = await sql`select name from kysely_migration`.execute(transaction);
    return applied.rows.map((row) => Applied.parse(row).name);
  } catch (cause) {
    throw notUpToDate('kysely_migration', cause);
  }
}

const Found = z.object({ found: z.unknown() });
const Applied = z.object({ name: z.string() });

async function apply(transaction: Transaction, name: string, up: Migration['up']): Promise<void> {
  try {
    await up(transaction);
    await sql`insert into kysely_migration (name, timestamp)
      values (${name}, ${new Date().toISOString()})`.execute(transaction);
  } catch (cause) {
    throw notUpToDate(name, cause);
  }
}

/** What PostgreSQL says about a statement on tables names only tables and columns. */
function notUpToDate(step: string, cause: unknown): DatabaseUnusable {
  const reason = cause instanceof Error ? cause.message : 'for no reason that was given';
  const code = errorCode(cause);
  const remedy = remedies.get(code ?? '');
  return new DatabaseUnusable(
    [
      `Cannot bring the database up to date (${step}): ${reason}${code ? ` (${code})` : ''}.`,
      ...(remedy ? [remedy] : []),
    ].join(' '),
    { cause },
  );
}

const remedies = new Map([
  [
    '42501',
    'The role of DATABASE_URL must own the tables and may create some: as the owner of the database run “grant create on schema public to …” with the role, or with the schema that its search_path names.',
  ],
  ['53100', 'The disk is full: make room, then start again.'],
]);
