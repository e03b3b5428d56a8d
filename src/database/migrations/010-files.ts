import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Files that are carried between customers and agents, and how much of them a day. */
export const files: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `alter table replies add column files jsonb not null default '[]'`,
  'alter table outbox add column uploaded_file text',
  `create table carried_bytes (
    team text not null,
    customer text not null,
    direction text not null,
    day text not null,
    bytes bigint not null,
    primary key (team, customer, direction, day)
  )`,
];
