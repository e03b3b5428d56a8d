import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A database belongs to one workspace: the one whose rows it has, first of all the one that was
 * started first. And the bot remembers which channels its desk names, and which of them got another id.
 */
export const oneWorkspace: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table claims (
    is_only boolean primary key default true check (is_only),
    team text not null,
    claimed_at timestamptz not null
  )`,
  `insert into claims (team, claimed_at)
    select team, at from (
      select team, first_started_at as at, 1 as place from workspaces
      union all select team, opened_at, 2 from conversations
      union all select team, created_at, 2 from outbox
    ) as rows_of_teams order by place, at limit 1`,
  `create table desk_channels (
    team text not null,
    address text not null,
    channel text not null,
    primary key (team, address)
  )`,
  `create table moved_channels (
    team text not null,
    old_id text not null,
    new_id text not null,
    primary key (team, old_id)
  )`,
];
