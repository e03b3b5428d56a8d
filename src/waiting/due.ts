import type { WorkingTime } from '../desk/working-time.ts';
import type { DeskInUse } from '../settings/desk-in-use.ts';
import type { TicketToAnswer } from '../tickets/ticket-store.ts';

/** When agents are told that an answer is due, and from when on it is overdue. */
export type Due = {
  /** At half of the target. */
  soonAt: Date;
  at: Date;
  /** Since when it is counted: agents are told once of each such time. */
  countedFrom: Date;
};

export type TargetsInUse = Pick<DeskInUse, 'targetsOf'> & {
  workingTime: Pick<WorkingTime, 'after'>;
};

/**
 * When an answer to a ticket is due, in working time since it is the agents' turn; undefined where it is
 * not, or where the desk has no target for it. After the end of a snooze it is due then at the earliest,
 * and agents are told then.
 */
export function dueOf(
  ticket: Pick<
    TicketToAnswer,
    'status' | 'destination' | 'answered_at' | 'turn_since' | 'first_answered_at' | 'snoozed_until'
  >,
  { targetsOf, workingTime }: TargetsInUse,
): Due | undefined {
  const { status, destination, answered_at, turn_since, first_answered_at, snoozed_until } = ticket;
  if (status !== 'routed' || answered_at !== null) return undefined;
  const targets = targetsOf(destination);
  if (!targets) return undefined;
  const target = first_answered_at === null ? targets.firstReply : targets.nextReply;
  const at = workingTime.after(turn_since, target);
  if (snoozed_until === null) {
    const soonAt = workingTime.after(turn_since, Math.ceil(target / 2));
    return { soonAt, at, countedFrom: turn_since };
  }
  return {
    soonAt: snoozed_until,
    at: new Date(Math.max(at.getTime(), snoozed_until.getTime())),
    countedFrom: snoozed_until,
  };
}

/** What agents are told of it. */
export type Stage = 'soon' | 'overdue';

/** What agents are to be told by a moment; undefined where nothing yet. */
export function stageOf({ soonAt, at }: Due, now: Date): Stage | undefined {
  if (now >= at) return 'overdue';
  return now >= soonAt ? 'soon' : undefined;
}
