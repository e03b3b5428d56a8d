import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What leads change of the desk, each change of it, and the corrections that they remove. */
export const settings: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table settings (
    team text not null,
    key text not null,
    value jsonb not null,
    file_value jsonb not null,
    changed_by text not null,
    changed_at timestamptz not null,
    primary key (team, key)
  )`,
  `create table setting_changes (
    id bigint generated always as identity primary key,
    team text not null,
    key text not null,
    value jsonb,
    changed_by text not null,
    changed_at timestamptz not null
  )`,
  'create index changes_of_setting on setting_changes (team, key)',
  `create table removed_corrections (
    id bigint primary key,
    team text not null,
    ticket_id text not null references tickets,
    corrected_by text not null,
    moved_from text not null,
    moved_to text not null,
    corrected_at timestamptz not null,
    removed_by text not null,
    removed_at timestamptz not null
  )`,
  'create index removed_corrections_of_ticket on removed_corrections (ticket_id)',
];
