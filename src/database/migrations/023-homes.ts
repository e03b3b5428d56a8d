import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What each person's Home tab is to show, and what Slack was given of it last. */
export const homes: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table homes (
    team text not null,
    person text not null,
    filter text not null default '',
    channel text not null default '',
    page integer not null default 0,
    opened_at timestamptz,
    readable text not null default '',
    published text,
    primary key (team, person)
  )`,
];
