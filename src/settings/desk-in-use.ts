import type { Queries } from '../database/open-database.ts';
import type { Desk, SavedReply, Targets } from '../desk/desk.ts';
import { createWorkingTime, type WorkingTime } from '../desk/working-time.ts';

/** What of a desk can change while the bot runs. */
export type DeskInUse = {
  savedReplies: readonly SavedReply[];
  /** In which its days are counted. */
  zone: string;
  workingTime: WorkingTime;
  /** Within which time tickets of a destination are to be answered; undefined where there is no such target. */
  targetsOf(destination: string | null): Targets | undefined;
};

/** Reads the desk as it is at that moment. */
export type ReadDesk = (queries: Queries) => Promise<DeskInUse>;

/** The desk file gives the desk. */
export function createDeskInUse(desk: Desk, zone: string): ReadDesk {
  const workingTime = createWorkingTime({ ...desk.hours, zone });
  const targetsOf = (destination: string | null) => {
    const category = desk.categories.find(({ id }) => id === destination);
    return (category?.targets ?? desk.targets) || undefined;
  };
  return async () => ({ savedReplies: desk.savedReplies, zone, workingTime, targetsOf });
}
