import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What agents answer, who has a ticket, and posts that are taken back. */
export const replies: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table replies (
    id text primary key,
    team text not null,
    ticket_id text not null references tickets,
    author text not null,
    body jsonb not null,
    text text not null,
    created_at timestamptz not null,
    edited_at timestamptz,
    taken_back_at timestamptz
  )`,
  'create index replies_of_ticket on replies (ticket_id, created_at)',
  'alter table tickets add column holder text, add column answered_at timestamptz, add column undone_at timestamptz',
  'alter table messages add column reply_id text references replies',
  'create index messages_of_reply on messages (reply_id) where reply_id is not null',
  'alter table outbox add column is_withdrawn boolean not null default false',
];
