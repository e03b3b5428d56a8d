import type { DeskInUse } from '../settings/desk-in-use.ts';
import type { DueTicket } from './due-line.ts';
import type { DueTelling } from './due-telling-store.ts';

/** Who is to be mentioned for an overdue ticket: its holder; where nobody has it, whoever the desk names for that. */
export function whomToMention(
  { ticket: { holder, destination }, stage }: DueTicket,
  { escalateToOf }: Pick<DeskInUse, 'escalateToOf'>,
): string | null {
  return stage === 'overdue' ? (holder ?? escalateToOf(destination) ?? null) : null;
}

/** Whether a line mentioned them already: a holder since it is due again, others in this turn of the agents. */
export function wasMentioned(
  { ticket: { holder, turn_since }, due }: DueTicket,
  { whom, told }: { whom: string; told: readonly DueTelling[] },
): boolean {
  return told.some(({ mentioned, mentioned_by, ...telling }) => {
    if (mentioned !== whom || mentioned_by === null) return false;
    return holder === null
      ? telling.turn_since.getTime() === turn_since.getTime()
      : telling.counted_from.getTime() === due.countedFrom.getTime();
  });
}
