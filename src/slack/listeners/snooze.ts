import type { WorkingTime } from '../../desk/working-time.ts';
import { SNOOZE, SNOOZE_UNTIL } from '../messages/action-ids.ts';
import { snoozeInputs } from '../messages/snooze-form.ts';
import { NO_CHOICE, NO_SUCH_ACT, ONE_TIME_ONLY, snoozeRefusal } from './answers.ts';
import type { TicketAct } from './ticket-act.ts';

const HOUR_MS = 60 * 60_000;

/** Nothing is said of the ticket until a time, unless its customer writes before. */
export const snooze: TicketAct = {
  name: 'snooze',
  async isOffered({ status, answered_at, destination }, { readDesk, database }) {
    const { targetsOf } = await readDesk(database.queries);
    return status === 'routed' && answered_at === null && targetsOf(destination) !== undefined;
  },
  inputs: () => snoozeInputs(),
  async perform(transaction, { ticket, user, submission }, { tickets, readDesk, now }) {
    const chosen = submission.answers.get(SNOOZE) ?? '';
    const picked = submission.answers.get(SNOOZE_UNTIL) ?? '';
    if (chosen !== '' && picked !== '') return { [SNOOZE_UNTIL]: ONE_TIME_ONLY };
    if (chosen === '' && picked === '') return { [SNOOZE]: NO_CHOICE };
    const { workingTime } = await readDesk(transaction);
    const until =
      picked === '' ? chosenTime(chosen, workingTime, now()) : new Date(Number(picked) * 1_000);
    if (!until) return { [SNOOZE]: NO_CHOICE };
    const outcome = await tickets.snooze(transaction, { ticket, until, by: user });
    if (outcome === 'snoozed') return undefined;
    return outcome === 'not-waiting' ? NO_SUCH_ACT : { [SNOOZE_UNTIL]: snoozeRefusal(outcome) };
  },
};

function chosenTime(
  chosen: string,
  { after, opensOn }: Pick<WorkingTime, 'after' | 'opensOn'>,
  now: Date,
): Date | undefined {
  switch (chosen) {
    case 'hour':
      return after(now, HOUR_MS);
    case 'day':
      return opensOn(now, 'next-day');
    case 'week':
      return opensOn(now, 'next-week');
    default:
      return undefined;
  }
}
