import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Since when it is the agents' turn on a ticket, and when they answered it first. */
export const turns: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table tickets add column turn_since timestamptz, add column first_answered_at timestamptz',
  `update tickets set first_answered_at =
    (select min(created_at) from replies where replies.ticket_id = tickets.id)`,
  // Of one that was answered before, nobody stored when its customer wrote again.
  `update tickets set turn_since = case
    when first_answered_at is null then escalated_at
    else greatest(undone_at, (select max(created_at) from replies where replies.ticket_id = tickets.id))
  end`,
  // An instance of the version before, beside this one, stores none.
  'alter table tickets alter column turn_since set not null, alter column turn_since set default now()',
];
