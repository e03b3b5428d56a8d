import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Tickets that go on in another, tickets that were split from another, and which messages are whose. */
export const mergeAndSplit: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `alter table tickets
    add column split_from text references tickets,
    add column merged_into text references tickets
      check (merged_into is null or status = 'resolved')`,
  'create index tickets_merged on tickets (merged_into) where merged_into is not null',
  `alter table messages
    add column ticket_id text references tickets,
    add column handed_to jsonb not null default '[]'`,
  'create index messages_of_ticket on messages (ticket_id) where ticket_id is not null',
  'alter table threads add column ticket_id text references tickets',
  'drop index one_unresolved_ticket_per_conversation',
  `create unique index one_unresolved_ticket_per_conversation
    on tickets (conversation_id) where status <> 'resolved' and split_from is null`,
];
