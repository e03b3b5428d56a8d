import type { Database } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { RouteToAgent } from '../routing/route-to-agent.ts';
import { saveTriage } from '../tickets/ticket-store.ts';
import { loadCase, type TriageCase, type TriageStep } from './triage-case.ts';
import type { TriageRecord } from './triage-record.ts';

/**
 * Creates the worker that delivers a ticket which an agent sent to another category, with the
 * records that this one calls for.
 */
export function createRouteMovedTicket({
  database,
  gather,
  outbox,
  routeToAgent,
}: {
  database: Database;
  gather: TriageStep;
  outbox: Outbox;
  routeToAgent: RouteToAgent;
}) {
  return async (move: { ticketId: string; destination: string }): Promise<void> => {
    const { ticketId, destination } = move;
    const found = await loadCase(database.queries, { ticketId, deadline: AbortSignal.abort() });
    const { ticket } = found;
    // A later move has its own job, behind this one.
    if (ticket.status !== 'routed' || ticket.destination !== destination) return;
    const { context } = await gather.run(meantFor(destination, found));
    const decision = { destination, reason: null };
    const record: TriageRecord = { ...found.record, context, decision };
    await saveTriage(database.queries, ticketId, record);
    await routeToAgent({ ticket, destination });
    await database.transaction((transaction) =>
      outbox.refresh(transaction, { kind: 'ticket-card', subject: ticketId }),
    );
  };
}

/** The case as if it had been classified as what the agent chose. */
function meantFor(category: string, found: TriageCase): TriageCase {
  const { classification } = found.record;
  if (!classification) return found;
  return { ...found, record: { ...found.record, classification: { ...classification, category } } };
}
