import { isDeepStrictEqual } from 'node:util';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { Desk } from '../desk/desk.ts';
import {
  addedReplyKey,
  CategoryTargetsSetting,
  fileReplyKey,
  HOLIDAYS,
  HolidaysSetting,
  isAddedReply,
  isReply,
  ReplySetting,
  type Setting,
  type SettingRow,
  type SettingValue,
  seenOf,
  TARGETS,
  TargetsSetting,
  targetsKey,
} from './setting.ts';
import { insertSettingChange, lastChangedBy } from './setting-change-store.ts';
import { deleteSetting, lockSettings, putSetting, storedSettings } from './setting-store.ts';

/** All that leads may change, as it holds now. */
export type SettingsInUse = {
  /** Those that were removed are among them, while the desk file has them. */
  savedReplies: Setting<ReplySetting>[];
  holidays: Setting<string[]>;
  targets: Setting<TargetsSetting>;
  /** By the id of a category. */
  categoryTargets: ReadonlyMap<string, Setting<CategoryTargetsSetting>>;
};

/** Who changes a setting, and when. */
export type By = { by: string; at: Date };

/** What became of a change. */
export type Outcome =
  | { status: 'saved' }
  /** Somebody else changed it since it was shown, and nothing was done. */
  | {
      status: 'changed-meanwhile';
      /** As it is now; undefined where it is gone. */
      setting: Setting<SettingValue> | undefined;
      /** Undefined where nobody did: the desk file was changed. */
      by: string | undefined;
    }
  | { status: 'refused'; because: 'title-twice' | 'too-many' };

/** Slack's menu of saved replies has room for so many. */
const MOST_REPLIES = 100;

export type Settings = ReturnType<typeof createSettings>;

/**
 * What leads change of the desk. The desk file gives the start; a lead's change holds, whatever the file
 * says later, until somebody goes back to the file.
 */
export function createSettings({ desk, team }: { desk: Desk; team: string }) {
  const holidaysOfFile = [...new Set(desk.hours.holidays)].toSorted();
  return { read, saveReply, addReply, saveTargets, changeHolidays, backToFile };

  /** Reads all of it as it is at this moment: other processes change it, too. */
  async function read(queries: Queries): Promise<SettingsInUse> {
    const rows = await storedSettings(queries, team);
    const keys = new Set(desk.savedReplies.map(({ title }) => fileReplyKey(title)));
    const others = [...rows.values()].filter(({ key }) => isReply(key) && !keys.has(key));
    return {
      savedReplies: [
        ...desk.savedReplies.map((reply) =>
          settingOf(ReplySetting, fileReplyKey(reply.title), reply, rows),
        ),
        ...others
          .map(({ key }) => settingOf(ReplySetting, key, false, rows))
          .filter(({ value }) => value !== false)
          .toSorted((one, other) => (titleOf(one) < titleOf(other) ? -1 : 1)),
      ],
      holidays: settingOf(HolidaysSetting, HOLIDAYS, holidaysOfFile, rows),
      targets: settingOf(TargetsSetting, TARGETS, desk.targets, rows),
      categoryTargets: new Map(
        desk.categories.map(({ id, targets }) => [
          id,
          settingOf(CategoryTargetsSetting, targetsKey(id), targets ?? 'desk', rows),
        ]),
      ),
    };
  }

  /** Changes a saved reply, or removes it, unless it is another than it was `seen`. */
  async function saveReply(
    transaction: Transaction,
    { key, seen, value, ...by }: { key: string; seen: string; value: ReplySetting } & By,
  ): Promise<Outcome> {
    const inUse = await lockAndRead(transaction);
    const setting = findSetting(inUse, key);
    if (setting && isDeepStrictEqual(setting.value, value)) return { status: 'saved' };
    if (!setting || seenOf(setting.value) !== seen) return changed(transaction, key, setting);
    if (value !== false && isTaken(inUse, key, value)) {
      return { status: 'refused', because: 'title-twice' };
    }
    await put(transaction, setting, value, by);
    return { status: 'saved' };
  }

  /** Adds a saved reply; `id` is of what was submitted, which may come twice. */
  async function addReply(
    transaction: Transaction,
    { id, value, ...by }: { id: string; value: Exclude<ReplySetting, false> } & By,
  ): Promise<Outcome> {
    const inUse = await lockAndRead(transaction);
    const key = addedReplyKey(id);
    if (findSetting(inUse, key)) return { status: 'saved' };
    if (isTaken(inUse, key, value)) return { status: 'refused', because: 'title-twice' };
    const there = inUse.savedReplies.filter((setting) => setting.value !== false);
    if (there.length >= MOST_REPLIES) return { status: 'refused', because: 'too-many' };
    await put(transaction, settingOf(ReplySetting, key, false, new Map()), value, by);
    return { status: 'saved' };
  }

  /** Sets the targets of the desk or of a category, unless they are others than they were `seen`. */
  async function saveTargets(
    transaction: Transaction,
    { key, seen, value, ...by }: { key: string; seen: string; value: CategoryTargetsSetting } & By,
  ): Promise<Outcome> {
    const setting = findSetting(await lockAndRead(transaction), key);
    if (setting && isDeepStrictEqual(setting.value, value)) return { status: 'saved' };
    if (!setting || seenOf(setting.value) !== seen) return changed(transaction, key, setting);
    await put(transaction, setting, value, by);
    return { status: 'saved' };
  }

  /** Adds days and takes out others: what somebody else did meanwhile stays. */
  async function changeHolidays(
    transaction: Transaction,
    { add, remove, ...by }: { add: readonly string[]; remove: readonly string[] } & By,
  ): Promise<Outcome> {
    const { holidays } = await lockAndRead(transaction);
    const days = new Set(holidays.value).difference(new Set(remove)).union(new Set(add));
    const value = [...days].toSorted();
    if (!isDeepStrictEqual(value, holidays.value)) {
      await put(transaction, holidays, value, by);
    }
    return { status: 'saved' };
  }

  /** Lets a setting be what the desk file says; one that only a lead added is gone then. */
  async function backToFile(
    transaction: Transaction,
    { key, seen, ...by }: { key: string; seen: string } & By,
  ): Promise<Outcome> {
    const setting = findSetting(await lockAndRead(transaction), key);
    if (!setting?.changed) return { status: 'saved' };
    if (seenOf(setting.value) !== seen) return changed(transaction, key, setting);
    await put(transaction, setting, setting.fileValue, by);
    return { status: 'saved' };
  }

  async function lockAndRead(transaction: Transaction): Promise<SettingsInUse> {
    await lockSettings(transaction);
    return read(transaction);
  }

  async function changed(
    queries: Queries,
    key: string,
    setting: Setting<SettingValue> | undefined,
  ): Promise<Outcome> {
    const by = await lastChangedBy(queries, { team, key });
    return { status: 'changed-meanwhile', setting, by };
  }

  async function put(
    transaction: Transaction,
    { key, fileValue }: Setting<SettingValue>,
    value: SettingValue,
    { by: changed_by, at: changed_at }: By,
  ): Promise<void> {
    const isFiles = isDeepStrictEqual(value, fileValue);
    const changed = { team, key, changed_by, changed_at };
    if (isFiles) await deleteSetting(transaction, { team, key });
    else await putSetting(transaction, { ...changed, value, file_value: fileValue });
    // That one is gone which the desk file never had, is no way back to it.
    const isWayBack = isFiles && !isAddedReply(key);
    await insertSettingChange(transaction, { ...changed, value: isWayBack ? null : value });
  }
}

function settingOf<Value extends SettingValue>(
  schema: { parse(value: unknown): Value },
  key: string,
  fileValue: Value,
  rows: ReadonlyMap<string, SettingRow>,
): Setting<Value> {
  const row = rows.get(key);
  if (!row) return { key, value: fileValue, fileValue, changed: undefined, isFileChanged: false };
  const value = schema.parse(row.value);
  const isFileAsBefore = isDeepStrictEqual(row.file_value, fileValue);
  return {
    key,
    value,
    fileValue,
    changed: { by: row.changed_by, at: row.changed_at },
    isFileChanged: !isFileAsBefore && !isDeepStrictEqual(value, fileValue),
  };
}

/** A setting by its key, of whatever kind. */
export function findSetting(
  { savedReplies, holidays, targets, categoryTargets }: SettingsInUse,
  key: string,
): Setting<SettingValue> | undefined {
  const all: Setting<SettingValue>[] = [
    ...savedReplies,
    holidays,
    targets,
    ...categoryTargets.values(),
  ];
  return all.find((setting) => setting.key === key);
}

/** Agents choose by the title. */
function isTaken(
  { savedReplies }: SettingsInUse,
  key: string,
  { title }: Exclude<ReplySetting, false>,
): boolean {
  return savedReplies.some((other) => other.key !== key && titleOf(other) === title);
}

function titleOf({ value }: Setting<ReplySetting>): string {
  return value === false ? '' : value.title;
}
