import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Why a ticket was resolved, and what its customer says about that. */
export const endings: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table tickets add column resolve_reason text',
  `create table feedback (
    ticket_id text not null references tickets,
    resolved_at timestamptz not null,
    team text not null,
    customer text not null,
    rating text not null,
    words text,
    given_at timestamptz not null,
    primary key (ticket_id, resolved_at)
  )`,
];
