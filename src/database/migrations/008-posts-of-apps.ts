import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Conversations that are from an app, and what an app is called that wrote a message. */
export const postsOfApps: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table conversations add column from_app jsonb`.execute(db);
    await sql`alter table messages add column author_name text`.execute(db);
  },
};
