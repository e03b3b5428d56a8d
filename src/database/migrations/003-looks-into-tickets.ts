import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Indexes for what is looked up besides the work itself: somebody's tickets, and what waits. */
export const looksIntoTickets: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'create index conversations_of_somebody on conversations (team, customer)',
  'create index tickets_of_conversation on tickets (conversation_id)',
  "create index unresolved_tickets on tickets (team, number) where status <> 'resolved'",
  'create index outbox_to_be_posted on outbox (id) where ts is null and failure is null',
];
