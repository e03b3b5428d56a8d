import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Conversations that nobody has answered. What was written before the bot knew of them is not looked at. */
export const unanswered: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `alter table conversations add column unanswered_since timestamptz, add column listed_at timestamptz,
    add column settled_until text, add column settled_by text`,
  // Of all conversations ever, few wait.
  `create index conversations_that_may_wait on conversations (team, unanswered_since)
    where unanswered_since is not null`,
];
