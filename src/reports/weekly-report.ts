import type { Database, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { isInOutbox } from '../outbox/outbox-store.ts';
import type { ReadDesk } from '../settings/desk-in-use.ts';
import { hasEventsUntil } from '../tickets/event-store.ts';
import { dueWeek, type WeeklySchedule } from './period.ts';

/** Where the report may be posted: a channel, or why there is none. */
export type ReportPlace =
  | { status: 'private'; channel: string }
  | { status: 'unusable'; problem: string };

/**
 * Looks whether the last week's report is due, and posts it once: what is posted is a row, so that
 * instances, restarts and days of downtime make one report of a week, and none of a week before it. A
 * week that ended before the first ticket has none.
 */
export function createWeeklyReport({
  database,
  outbox,
  team,
  readDesk,
  schedule,
  findPlace,
  isAttached,
  onProblem,
  now,
}: {
  database: Database;
  outbox: Outbox;
  team: string;
  readDesk: ReadDesk;
  /** Undefined: it is posted never. */
  schedule: WeeklySchedule | undefined;
  findPlace: () => Promise<ReportPlace>;
  /** Slack lets the bot attach its CSV. */
  isAttached: boolean;
  /** Is called with why it is not posted, once a week and reason. */
  onProblem: (problem: string) => void;
  now: () => Date;
}): { look: () => Promise<void> } {
  const reported = new Set<string>();
  return { look };

  async function look(): Promise<void> {
    if (!schedule) return;
    const { queries } = database;
    const { zone } = await readDesk(queries);
    const { from: week, until } = dueWeek(now(), schedule, zone);
    if (await isInOutbox(queries, { kind: 'weekly-report', about: { week } })) return;
    if (!(await hasEventsUntil(queries, { team, until }))) return;
    const place = await findPlace();
    if (place.status === 'unusable') return report(week, place.problem);
    await database.transaction((transaction) => post(transaction, week, place.channel));
  }

  /** Of two instances at once, one writes the row. */
  async function post(transaction: Transaction, week: string, channel: string): Promise<void> {
    const address = { team, channel };
    const about = { week };
    const message = { ...address, kind: 'weekly-report', about } as const;
    const { id: parent, isNew } = await outbox.postOnce(transaction, message);
    if (!isNew || !isAttached) return;
    await outbox.postUnder(transaction, { ...address, parent, kind: 'report-file', about });
  }

  function report(week: string, problem: string): void {
    const news = `${week} ${problem}`;
    if (reported.has(news)) return;
    reported.add(news);
    onProblem(`The report of the week of ${week} is not posted: ${problem}`);
  }
}
