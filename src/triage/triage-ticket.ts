import { loadConversation } from '../conversations/conversation-store.ts';
import type { Database } from '../database/open-database.ts';
import type { RouteToAgent } from '../routing/route-to-agent.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { loadTicket, saveTriage } from '../tickets/ticket-store.ts';
import { transcriptOf } from '../tickets/ticket-transcript.ts';
import type { TriageStep } from './triage-case.ts';
import { TriageRecord } from './triage-record.ts';

/** Collects a thread that the bot had not followed, before its ticket is triaged. */
export type FetchThread = (ticket: Ticket) => Promise<void>;

/**
 * Creates the worker that takes a ticket from its opening to its agents. Each step's result is
 * stored before the next begins, so that a restart goes on where it stopped.
 */
export function createTriageTicket({
  database,
  fetchThread,
  steps,
  routeToAgent,
  now,
  modelTimeMs = 20_000,
}: {
  database: Database;
  fetchThread: FetchThread;
  steps: TriageStep[];
  routeToAgent: RouteToAgent;
  now: () => Date;
  modelTimeMs?: number;
}) {
  return async ({ ticketId }: { ticketId: string }): Promise<void> => {
    const opened = await loadTicket(database.queries, ticketId);
    if (opened.status !== 'triaging') return;
    if (opened.transcript_until === null) await fetchThread(opened);
    const ticket = await loadTicket(database.queries, ticketId);
    const conversation = await loadConversation(database.queries, ticket.conversation_id);
    const lines = await transcriptOf(database.queries, ticket);
    const timeLeftMs = ticket.escalated_at.getTime() + modelTimeMs - now().getTime();
    const deadline = AbortSignal.timeout(Math.max(0, timeLeftMs));
    let record = TriageRecord.parse(ticket.triage);
    for (const step of steps) {
      if (record[step.name] !== undefined) continue;
      const found = await step.run({ ticket, conversation, lines, record, deadline });
      record = { ...record, ...found };
      await saveTriage(database.queries, ticketId, record);
    }
    if (!record.decision) throw new Error('Triage ended without a decision.');
    await routeToAgent({ ticket, destination: record.decision.destination });
  };
}
