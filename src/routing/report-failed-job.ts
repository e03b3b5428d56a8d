import { z } from 'zod';
import type { Database } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { TRIAGE, ticketName } from '../tickets/ticket.ts';
import { loadTicket } from '../tickets/ticket-store.ts';
import { type AgentChannels, channelOf } from './agent-channels.ts';

const AboutTicket = z.object({ ticketId: z.string() });

/** Creates the worker that tells the triage channel of a job that has failed for good. */
export function createReportFailedJob({
  database,
  outbox,
  channels,
  team,
  onReport,
}: {
  database: Database;
  outbox: Outbox;
  channels: AgentChannels;
  team: string;
  onReport: (failed: { id: string; kind: string }) => void;
}) {
  return async (failed: { id: string; kind: string }): Promise<void> => {
    onReport(failed);
    const text = await words(failed);
    await database.transaction((transaction) =>
      outbox.say(transaction, {
        ...{ team, kind: 'failure-notice', subject: failed.id, text },
        channel: channelOf(channels, TRIAGE),
      }),
    );
  };

  async function words({ id, kind }: { id: string; kind: string }): Promise<string> {
    const row = await database.queries
      .selectFrom('failed_jobs')
      .select('payload')
      .where('id', '=', id)
      .executeTakeFirst();
    const about = AboutTicket.safeParse(row?.payload);
    const name = about.success
      ? ` for ${ticketName(await loadTicket(database.queries, about.data.ticketId))}`
      : '';
    return `The job “${kind}”${name} has failed again and again. The log says why. It is kept: when the cause is mended, press the button, or run “npm run rerun”.`;
  }
}
