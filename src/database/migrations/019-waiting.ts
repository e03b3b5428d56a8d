import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When customers were reminded of answers, and which agents are away. */
export const waiting: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table tickets add column reminded_at timestamptz, add column closes_at timestamptz',
  `create table absences (
    team text not null,
    agent text not null,
    day text not null,
    until timestamptz not null,
    set_at timestamptz not null,
    primary key (team, agent)
  )`,
];
