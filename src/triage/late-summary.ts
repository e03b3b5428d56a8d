import { z } from 'zod';
import type { Database } from '../database/open-database.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { Run } from '../jobs/jobs.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { lockTicket, saveTriage } from '../tickets/ticket-store.ts';
import { loadCase, type TriageStep } from './triage-case.ts';
import { TriageRecord } from './triage-record.ts';

/** Asks the model again for the summary of a ticket that went out without one. */
export const LateSummary: JobKind<{ ticketId: string }> = {
  name: 'late-summary',
  payload: z.object({ ticketId: z.string() }),
  workers: 1,
  retryLimit: 500,
  longestPauseSeconds: 300,
};

/** The model has still not answered; the job runs again. */
export class ModelStillSilent extends Error {
  override readonly name = 'ModelStillSilent';
}

/**
 * Creates the worker that adds the model's summary to a card that is already there. Where the
 * ticket went stays as it is: agents may have it in hand.
 */
export function createLateSummary({
  database,
  summarize,
  outbox,
  modelTimeMs,
}: {
  database: Database;
  summarize: TriageStep;
  outbox: Outbox;
  modelTimeMs: number;
}) {
  return async ({ ticketId }: { ticketId: string }, { signal }: Run): Promise<void> => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(modelTimeMs)]);
    const found = await loadCase(database.queries, { ticketId, deadline });
    const { ticket, record } = found;
    if (ticket.status === 'resolved' || record.opinion?.engine.kind === 'model') return;
    const { opinion } = await summarize.run(found);
    if (opinion?.engine.kind !== 'model') throw new ModelStillSilent('The model is still silent.');
    await database.transaction(async (transaction) => {
      // Meanwhile the ticket may have been sent elsewhere.
      const { triage } = await lockTicket(transaction, ticketId);
      await saveTriage(transaction, ticketId, { ...TriageRecord.parse(triage), opinion });
      await outbox.refresh(transaction, { kind: 'ticket-card', subject: ticketId });
    });
  };
}
