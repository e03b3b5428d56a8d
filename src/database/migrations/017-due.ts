import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Until when nothing is due of a ticket, and what agents were told of what is. */
export const due: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `alter table tickets add column snoozed_until timestamptz, add column snoozed_at timestamptz,
    add column snoozed_by text`,
  // The look once a minute reads these alone, however many tickets are resolved.
  `create index tickets_to_answer on tickets (team)
    where status = 'routed' and answered_at is null`,
  `create table due_channels (
    team text not null,
    channel text not null,
    told_at timestamptz,
    primary key (team, channel)
  )`,
  `create table due_tellings (
    ticket_id text not null references tickets,
    counted_from timestamptz not null,
    channel text not null,
    team text not null,
    turn_since timestamptz not null,
    stage text not null,
    line_id text not null,
    mentioned text,
    mentioned_by text,
    over_at timestamptz,
    primary key (ticket_id, counted_from, channel)
  )`,
  `create index standing_due_tellings on due_tellings (team) where over_at is null`,
  'create index due_tellings_of_a_line on due_tellings (line_id)',
];
