import type { Queries } from '../database/open-database.ts';
import type { Desk, SavedReply, Targets } from '../desk/desk.ts';
import { createWorkingTime, type WorkingTime } from '../desk/working-time.ts';
import type { Settings } from './settings.ts';

/** A saved reply, known by its id whatever it is called by then. */
export type SavedReplyInUse = SavedReply & { id: string };

/** What of a desk can change while the bot runs. */
export type DeskInUse = {
  savedReplies: readonly SavedReplyInUse[];
  /** In which its days are counted. */
  zone: string;
  workingTime: WorkingTime;
  /** Within which time tickets of a destination are to be answered; undefined where there is no such target. */
  targetsOf(destination: string | null): Targets | undefined;
  /** The user or user group who is mentioned where nobody has such a ticket and its answer is overdue. */
  escalateToOf(destination: string | null): string | undefined;
};

/** Reads the desk as it is at that moment. */
export type ReadDesk = (queries: Queries) => Promise<DeskInUse>;

/** The desk file gives the start, the database what leads changed: so all processes see it at once. */
export function createDeskInUse(
  desk: Desk,
  { zone, settings }: { zone: string; settings: Pick<Settings, 'read'> },
): ReadDesk {
  let inUse = countTime(desk.hours.holidays);
  const categoryOf = (destination: string | null) =>
    desk.categories.find(({ id }) => id === destination);
  return async (queries) => {
    const { savedReplies, holidays, targets, categoryTargets } = await settings.read(queries);
    // The same for as long as the holidays are: what was counted in it may be remembered.
    if (inUse.holidays !== holidays.value.join()) inUse = countTime(holidays.value);
    const { workingTime } = inUse;
    return {
      savedReplies: savedReplies.flatMap(({ key: id, value }) =>
        value === false ? [] : [{ ...value, id }],
      ),
      zone,
      workingTime,
      targetsOf(destination) {
        const own = categoryTargets.get(destination ?? '')?.value ?? 'desk';
        return (own === 'desk' ? targets.value : own) || undefined;
      },
      escalateToOf: (destination) => categoryOf(destination)?.escalateTo ?? desk.escalateTo,
    };
  };

  function countTime(holidays: string[]) {
    const workingTime = createWorkingTime({ ...desk.hours, holidays, zone });
    return { holidays: holidays.join(), workingTime };
  }
}
