import type { Database } from '../database/open-database.ts';
import type { Category } from '../desk/desk.ts';
import type { RouteToAgent } from '../routing/route-to-agent.ts';
import { type Ticket, TRIAGE } from '../tickets/ticket.ts';
import { loadTicket, saveTriage } from '../tickets/ticket-store.ts';
import { TriageRecord } from './triage-record.ts';

/** Hears of a message that cannot be posted anywhere: the owner must act. */
export type ReportUndeliverable = (message: {
  kind: string;
  subject: string;
  failure: string;
}) => void;

/**
 * Creates the worker that sends a ticket to the triage channel when its own channel is closed, and
 * says why on the card.
 */
export function createRedirectTicket({
  database,
  routeToAgent,
  categories,
  report,
}: {
  database: Database;
  routeToAgent: RouteToAgent;
  categories: Category[];
  report: ReportUndeliverable;
}) {
  return async ({ id }: { id: number }): Promise<void> => {
    const message = await database.queries
      .selectFrom('outbox')
      .select(['kind', 'subject', 'failure', 'ts'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const failure = message.failure ?? 'unknown';
    report({ kind: message.kind, subject: message.subject, failure });
    if (message.kind !== 'ticket-card' || message.ts !== null) return;
    const ticket = await loadTicket(database.queries, message.subject);
    if (ticket.destination === TRIAGE || ticket.destination === null) return;
    await saveTriage(database.queries, ticket.id, redirected(ticket, failure));
    await routeToAgent({ ticket, destination: TRIAGE });
  };

  function redirected({ triage, destination }: Ticket, failure: string): TriageRecord {
    const title = categories.find(({ id }) => id === destination)?.title ?? destination;
    const reason = `Meant for ${title}, but it could not be posted there: ${failure}.`;
    return { ...TriageRecord.parse(triage), decision: { destination: TRIAGE, reason } };
  }
}
