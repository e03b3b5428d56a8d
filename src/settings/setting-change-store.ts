import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';
import type { SettingChange, SettingValue } from './setting.ts';

declare module '../database/tables.ts' {
  interface Tables {
    setting_changes: TableOf<typeof SettingChange>;
  }
}

/** Every change is kept. */
export async function insertSettingChange(
  transaction: Transaction,
  change: {
    team: string;
    key: string;
    /** Null: as the desk file says. */
    value: SettingValue | null;
    changed_by: string;
    changed_at: Date;
  },
): Promise<void> {
  const value = change.value === null ? null : JSON.stringify(change.value);
  await transaction
    .insertInto('setting_changes')
    .values({ ...change, value })
    .execute();
}

/** Who changed a setting last. */
export async function lastChangedBy(
  queries: Queries,
  { team, key }: { team: string; key: string },
): Promise<string | undefined> {
  const last = await queries
    .selectFrom('setting_changes')
    .select('changed_by')
    .where('team', '=', team)
    .where('key', '=', key)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.changed_by;
}
