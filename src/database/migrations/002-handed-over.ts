import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Messages remember whether a transcript took them to the agents. */
export const handedOver: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table messages add column is_handed_over boolean not null default false`.execute(
      db,
    );
  },
};
