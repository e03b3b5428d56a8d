import { sql } from 'kysely';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';
import { SettingRow } from './setting.ts';

declare module '../database/tables.ts' {
  interface Tables {
    settings: TableOf<typeof SettingRow>;
  }
}

/** What leads changed and did not take back, by its key. */
export async function storedSettings(
  queries: Queries,
  team: string,
): Promise<Map<string, SettingRow>> {
  const rows = await queries.selectFrom('settings').selectAll().where('team', '=', team).execute();
  return new Map(rows.map((row) => [row.key, SettingRow.parse(row)]));
}

/** Lets one transaction at a time change settings, those too that have no row yet; they can be read meanwhile. */
export async function lockSettings(transaction: Transaction): Promise<void> {
  await sql`lock table settings in share row exclusive mode`.execute(transaction);
}

export async function putSetting(transaction: Transaction, row: SettingRow): Promise<void> {
  const changed = {
    value: JSON.stringify(row.value),
    file_value: JSON.stringify(row.file_value),
    changed_by: row.changed_by,
    changed_at: row.changed_at,
  };
  await transaction
    .insertInto('settings')
    .values({ team: row.team, key: row.key, ...changed })
    .onConflict((conflict) => conflict.columns(['team', 'key']).doUpdateSet(changed))
    .execute();
}

export async function deleteSetting(
  transaction: Transaction,
  { team, key }: Pick<SettingRow, 'team' | 'key'>,
): Promise<void> {
  await transaction
    .deleteFrom('settings')
    .where('team', '=', team)
    .where('key', '=', key)
    .execute();
}
