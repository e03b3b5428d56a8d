import { createHash } from 'node:crypto';
import { z } from 'zod';
import { json, withDefault } from '../database/tables.ts';

/** As it is stored; what may be saved is checked as in the desk file. `false`: there is none. */
export const ReplySetting = z.object({ title: z.string(), text: z.string() }).or(z.literal(false));
export type ReplySetting = z.infer<typeof ReplySetting>;

/** Days on which nobody is there, as 2026-12-25. */
export const HolidaysSetting = z.array(z.string());

/** In milliseconds of working time; `false`: nobody is told. */
export const TargetsSetting = z
  .object({ firstReply: z.number(), nextReply: z.number() })
  .or(z.literal(false));
export type TargetsSetting = z.infer<typeof TargetsSetting>;

/** Those of a category may be the desk's. */
export const CategoryTargetsSetting = TargetsSetting.or(z.literal('desk'));
export type CategoryTargetsSetting = z.infer<typeof CategoryTargetsSetting>;

const Value = z.union([ReplySetting, HolidaysSetting, CategoryTargetsSetting]);
export type SettingValue = z.infer<typeof Value>;

/** What a lead changed, and what the desk file said then. */
export const SettingRow = z.object({
  team: z.string(),
  key: z.string(),
  value: json(Value),
  file_value: json(Value),
  changed_by: z.string(),
  changed_at: z.date(),
});
export type SettingRow = z.infer<typeof SettingRow>;

/** That somebody changed a setting; a value of null is the way back to the desk file. */
export const SettingChange = z.object({
  id: withDefault(z.number()),
  team: z.string(),
  key: z.string(),
  value: json(Value.nullable()),
  changed_by: z.string(),
  changed_at: z.date(),
});

/** Something that leads may change, as it holds now. */
export type Setting<Value extends SettingValue> = {
  key: string;
  value: Value;
  /** What the desk file says. */
  fileValue: Value;
  /** Undefined where it is the desk file's. */
  changed: { by: string; at: Date } | undefined;
  /** The desk file says something else than when it was changed. */
  isFileChanged: boolean;
};

export const HOLIDAYS = 'holidays';
export const TARGETS = 'targets';

export function targetsKey(categoryId: string): string {
  return `${TARGETS}:${categoryId}`;
}

/** A saved reply of the desk file is known by its title there, whatever leads call it. */
export function fileReplyKey(title: string): string {
  return `${REPLY}${hashOf(title)}`;
}

/** One that a lead added; the id of what they submitted, so that it is added once. */
export function addedReplyKey(id: string): string {
  return `${ADDED_REPLY}${id}`;
}

export function isAddedReply(key: string): boolean {
  return key.startsWith(ADDED_REPLY);
}

export function isReply(key: string): boolean {
  return key.startsWith(REPLY);
}

const REPLY = 'reply:';
const ADDED_REPLY = `${REPLY}added:`;

/** By which somebody who saw a value recognizes that it is another by now. */
export function seenOf(value: SettingValue): string {
  return hashOf(JSON.stringify(value));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 20);
}
