import {
  type CategoryTargetsSetting,
  isReply,
  type Setting,
  type SettingValue,
} from '../../settings/setting.ts';
import { clip } from './clip.ts';
import type { Piece } from './rich-text.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** As it is written in the desk file: `90m`, `4h`. */
export function durationText(ms: number): string {
  return ms % HOUR_MS === 0 ? `${ms / HOUR_MS}h` : `${Math.round(ms / MINUTE_MS)}m`;
}

/** `first reply 1h, next reply 4h` */
export function targetsText(targets: CategoryTargetsSetting): string {
  if (targets === 'desk') return 'as for all tickets';
  if (targets === false) return 'off';
  const { firstReply, nextReply } = targets;
  return `first reply ${durationText(firstReply)}, next reply ${durationText(nextReply)}`;
}

/** `Fri 25 Dec 2026`, for `2026-12-25`. */
export function dayText(day: string): string {
  const at = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  return at.toUTCString().slice(0, 16).replace(',', '');
}

/** Some days, those to come first; past ones are counted. */
export function daysText(
  days: readonly string[],
  { today, most }: { today: string; most: number },
) {
  const coming = days.filter((day) => day >= today).toSorted();
  const shown = coming.slice(0, most).map(dayText);
  const more = coming.length - shown.length;
  if (shown.length === 0) return 'none to come';
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Who changed it and when, and what the desk file says by now. */
export function changedPieces({
  key,
  changed,
  isFileChanged,
  fileValue,
}: Setting<SettingValue>): Piece[] {
  if (!changed) return [];
  return [
    ' · changed by ',
    { user: changed.by },
    ', ',
    { date: changed.at },
    ...(isFileChanged
      ? [` · the desk file says otherwise by now: ${valueText(key, fileValue)}`]
      : []),
  ];
}

const LONGEST_VALUE = 200;

/** What a setting says, in one line. */
function valueText(key: string, value: SettingValue): string {
  if (value === false) return isReply(key) ? 'it is not there' : 'off';
  if (Array.isArray(value)) {
    return clip(value.length === 0 ? 'none' : value.toSorted().join(', '), LONGEST_VALUE);
  }
  if (typeof value === 'string' || 'firstReply' in value) return targetsText(value);
  return clip(`“${value.title}”: ${value.text}`, LONGEST_VALUE);
}

/** All that a saved reply says, for a lead who was to change it. */
export function wholeText(reply: SettingValue | undefined): string {
  if (typeof reply !== 'object' || !('title' in reply)) return 'It is not there.';
  return `${reply.title}\n${reply.text}`;
}
