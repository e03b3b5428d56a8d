import type { Database } from '../database/open-database.ts';
import type { Desk } from '../desk/desk.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { createWeeklyReport, type ReportPlace } from '../reports/weekly-report.ts';
import type { ReadDesk } from '../settings/desk-in-use.ts';
import { reportWithheld } from '../slack/messages/report-withheld.ts';
import type { Channels } from '../slack/workspace/channels.ts';
import { attachesFiles } from '../slack/workspace/scopes.ts';

/** Puts together what posts the weekly report, and returns the look that is done once a minute. */
export function weeklyReportLook({
  desk,
  scopes,
  leadsChannel,
  channelLookup,
  log,
  ...rooms
}: {
  database: Database;
  outbox: Outbox;
  team: string;
  readDesk: ReadDesk;
  desk: Pick<Desk, 'weeklyReport'>;
  scopes: readonly string[];
  /** The id of the leads' channel; undefined where there is none, or the bot does not see it. */
  leadsChannel: () => string | undefined;
  channelLookup: Pick<Channels, 'lookUp'>;
  log: Log;
  now: () => Date;
}): () => Promise<void> {
  const { look } = createWeeklyReport({
    ...rooms,
    schedule: desk.weeklyReport,
    findPlace,
    isAttached: attachesFiles(scopes),
    onProblem: (problem) => log.warn({}, problem),
  });
  return look;

  async function findPlace(): Promise<ReportPlace> {
    const channel = leadsChannel();
    if (channel === undefined) {
      const problem =
        'there is no leads’ channel. Write leadsChannel in the desk file, and type /invite @Handoff in that channel.';
      return { status: 'unusable', problem };
    }
    const problem = reportWithheld(await channelLookup.lookUp(channel));
    return problem === undefined ? { status: 'private', channel } : { status: 'unusable', problem };
  }
}
