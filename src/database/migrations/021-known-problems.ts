import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Tickets that are about one problem, what is sent to all of their customers, and channels that others can read. */
export const knownProblems: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  // Of what was posted before, nobody knows: it counts as holding records.
  'alter table outbox add column is_withheld boolean not null default false',
  `create table opened_channels (
    team text not null,
    channel text not null,
    opened_at timestamptz not null,
    is_told boolean not null default false,
    primary key (team, channel)
  )`,
  'alter table tickets add column problem_of text references tickets',
  `create table problem_updates (
    id text primary key,
    team text not null,
    ticket_id text not null references tickets,
    author text not null,
    body jsonb not null,
    text text not null,
    recipients jsonb not null,
    handled integer not null default 0,
    created_at timestamptz not null
  )`,
  'create index updates_of_problem on problem_updates (ticket_id)',
  'create index tickets_of_problem on tickets (problem_of) where problem_of is not null',
];
