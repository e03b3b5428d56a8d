import { z } from 'zod';
import type { Database } from '../database/open-database.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { saveTriage } from '../tickets/ticket-store.ts';
import { loadCase, type TriageStep } from './triage-case.ts';

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
}: {
  database: Database;
  summarize: TriageStep;
  outbox: Outbox;
}) {
  return async ({ ticketId }: { ticketId: string }): Promise<void> => {
    const deadline = AbortSignal.timeout(20_000);
    const found = await loadCase(database.queries, { ticketId, deadline });
    const { ticket, record } = found;
    if (ticket.status === 'resolved' || record.opinion?.engine.kind === 'model') return;
    const { opinion } = await summarize.run(found);
    if (opinion?.engine.kind !== 'model') throw new ModelStillSilent('The model is still silent.');
    await database.transaction(async (transaction) => {
      await saveTriage(transaction, ticketId, { ...record, opinion });
      await outbox.refresh(transaction, { kind: 'ticket-card', subject: ticketId });
    });
  };
}
