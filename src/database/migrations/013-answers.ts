import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Replies that agents type behind the desk's prefix, until they are sent, and where a customer is
 * answered directly.
 */
export const answers: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table typed_replies (
    id text primary key,
    team text not null,
    ticket_id text not null references tickets,
    author text not null,
    ts text not null,
    body jsonb not null,
    text text not null,
    has_files boolean not null,
    status text not null,
    remarks jsonb not null,
    destination text,
    seen_ts text not null,
    seen_at timestamptz not null,
    goes_at timestamptz not null,
    unique (team, author, ts)
  )`,
  'create index typed_replies_of_ticket on typed_replies (ticket_id, ts)',
  `create index typed_replies_pending on typed_replies (ts) where status in ('waiting', 'asked')`,
  'alter table conversations add column direct_channel text, add column answered_directly_at timestamptz',
  'create index conversations_answered_directly on conversations (team, direct_channel) where direct_channel is not null',
];
