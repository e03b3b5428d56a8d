import type { Queries } from '../database/open-database.ts';
import type { Desk, SavedReply, Targets } from '../desk/desk.ts';
import { createWorkingTime, type WorkingTime } from '../desk/working-time.ts';

/** What of a desk can change while the bot runs. */
export type DeskInUse = {
  savedReplies: readonly SavedReply[];
  workingTime: WorkingTime;
  /** Within which time tickets of a destination are to be answered; undefined where there is no such target. */
  targetsOf(destination: string | null): Targets | undefined;
  /** The user or user group who is mentioned where nobody has such a ticket and its answer is overdue. */
  escalateToOf(destination: string | null): string | undefined;
};

/** Reads the desk as it is at that moment. */
export type ReadDesk = (queries: Queries) => Promise<DeskInUse>;

/** The desk file gives the desk. */
export function createDeskInUse(desk: Desk, zone: string): ReadDesk {
  const workingTime = createWorkingTime({ ...desk.hours, zone });
  const categoryOf = (destination: string | null) =>
    desk.categories.find(({ id }) => id === destination);
  const targetsOf = (destination: string | null) =>
    (categoryOf(destination)?.targets ?? desk.targets) || undefined;
  const escalateToOf = (destination: string | null) =>
    categoryOf(destination)?.escalateTo ?? desk.escalateTo;
  return async () => ({ savedReplies: desk.savedReplies, workingTime, targetsOf, escalateToOf });
}
