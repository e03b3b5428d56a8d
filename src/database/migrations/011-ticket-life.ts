import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Who changed how a ticket stands, so that of two agents at once the other is told; its moves, and
 * which of them corrected where it had been sent.
 */
export const ticketLife: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `alter table tickets
    add column holder_since timestamptz,
    add column holder_set_by text,
    add column reopened_by text,
    add column is_no_request boolean not null default false`,
  `create table moves (
    id bigint generated always as identity primary key,
    team text not null,
    ticket_id text not null references tickets,
    moved_by text not null,
    moved_from text not null,
    moved_to text not null,
    moved_at timestamptz not null,
    takes_notes boolean not null,
    notes jsonb
  )`,
  'create index moves_of_ticket on moves (ticket_id, id)',
  `create table corrections (
    id bigint generated always as identity primary key,
    team text not null,
    ticket_id text not null references tickets,
    corrected_by text not null,
    moved_from text not null,
    moved_to text not null,
    corrected_at timestamptz not null
  )`,
  'create index corrections_of_ticket on corrections (ticket_id)',
];
