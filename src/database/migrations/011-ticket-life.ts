import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who changed how a ticket stands, so that of two agents at once the other is told. */
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
];
