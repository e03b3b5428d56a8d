import type { Postgres } from './open-postgres.ts';

/** Makes a table refuse new rows, and returns what lets it take them again. */
export async function refuseWrites(
  { rows }: Postgres,
  table: 'messages' | 'tickets' | 'conversations',
): Promise<() => Promise<void>> {
  await rows(`create or replace function refuse() returns trigger language plpgsql
    as $$ begin raise exception 'refused by the test'; end $$`);
  await rows(`create trigger refuse before insert on ${table} execute function refuse()`);
  return async () => void (await rows(`drop trigger refuse on ${table}`));
}
