import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { firstTables } from './migrations/001-first-tables.ts';
import { handedOver } from './migrations/002-handed-over.ts';
import { looksIntoTickets } from './migrations/003-looks-into-tickets.ts';
import { codesForSentences } from './migrations/004-codes-for-sentences.ts';
import { resolvedConversations } from './migrations/007-resolved-conversations.ts';
import type { Tables } from './tables.ts';

/** Every migration, by the name under which the database remembers it. Names never change. */
const migrations = {
  '001-first-tables': firstTables,
  '002-handed-over': handedOver,
  '003-looks-into-tickets': looksIntoTickets,
  '004-codes-for-sentences': codesForSentences,
  '007-resolved-conversations': resolvedConversations,
};

/** Brings the tables up to date. Kysely's own lock lets one instance at a time do it. */
export async function migrate(queries: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db: queries,
    provider: { getMigrations: async () => migrations },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find((result) => result.status === 'Error');
  throw new Error(
    `Cannot bring the database up to date${failed ? ` (${failed.migrationName})` : ''}.`,
    { cause: error },
  );
}
