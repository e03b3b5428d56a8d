import { z } from 'zod';
import type { Database } from '../database/open-database.ts';
import { findFailedJob } from '../jobs/failed-job-store.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { TRIAGE } from '../tickets/ticket.ts';
import { loadTicket } from '../tickets/ticket-store.ts';
import { type AgentChannels, channelOf } from './agent-channels.ts';

const OfTicket = z.object({ ticketId: z.string() });

/** Reports in the triage channel that a job has failed for good. */
export async function reportFailedJob(
  { id, kind: job }: { id: string; kind: string },
  {
    database,
    outbox,
    channels,
    team,
  }: { database: Database; outbox: Outbox; channels: AgentChannels; team: string },
): Promise<void> {
  const failed = await findFailedJob(database.queries, id);
  const about = OfTicket.safeParse(failed?.payload);
  const ticket = about.success
    ? (await loadTicket(database.queries, about.data.ticketId)).number
    : null;
  await database.transaction((transaction) =>
    outbox.postOnce(transaction, {
      team,
      channel: channelOf(channels, TRIAGE),
      kind: 'failure-notice',
      about: { id },
      words: { reason: 'job-failed', job, ticket },
    }),
  );
}
