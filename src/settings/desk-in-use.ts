import type { Queries } from '../database/open-database.ts';
import type { Desk, SavedReply, Targets } from '../desk/desk.ts';
import { createWorkingTime, type WorkingTime } from '../desk/working-time.ts';
import type { Settings } from './settings.ts';

/** A saved reply, known by its id whatever it is called by then. */
export type SavedReplyInUse = SavedReply & { id: string };

/** What of a desk can change while the bot runs. */
export type DeskInUse = {
  savedReplies: readonly SavedReplyInUse[];
  workingTime: WorkingTime;
  /** Within which time tickets of a destination are to be answered; undefined where there is no such target. */
  targetsOf(destination: string | null): Targets | undefined;
};

/** Reads the desk as it is at that moment. */
export type ReadDesk = (queries: Queries) => Promise<DeskInUse>;

/** The desk file gives the start, the database what leads changed: so all processes see it at once. */
export function createDeskInUse(
  desk: Desk,
  { zone, settings }: { zone: string; settings: Pick<Settings, 'read'> },
): ReadDesk {
  const asInFile = createWorkingTime({ ...desk.hours, zone });
  return async (queries) => {
    const { savedReplies, holidays, targets, categoryTargets } = await settings.read(queries);
    return {
      savedReplies: savedReplies.flatMap(({ key: id, value }) =>
        value === false ? [] : [{ ...value, id }],
      ),
      workingTime: holidays.changed
        ? createWorkingTime({ ...desk.hours, holidays: holidays.value, zone })
        : asInFile,
      targetsOf(destination) {
        const own = categoryTargets.get(destination ?? '')?.value ?? 'desk';
        return (own === 'desk' ? targets.value : own) || undefined;
      },
    };
  };
}
