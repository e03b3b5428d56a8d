import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Conversations remember when they were resolved: what is written soon after belongs to their ticket.
 * Messages remember that their author is yet to be shown that they were received.
 */
export const resolvedConversations: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table conversations add column resolved_at timestamptz',
  `update conversations set resolved_at = (
      select max(resolved_at) from tickets where conversation_id = conversations.id
    )`,
  'alter table messages add column is_to_be_marked boolean not null default false',
  'create index messages_to_be_marked on messages (conversation_id) where is_to_be_marked',
];
