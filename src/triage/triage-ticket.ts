import type { Database } from '../database/open-database.ts';
import type { Checkpoint } from '../jobs/checkpoint.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Run } from '../jobs/jobs.ts';
import type { RouteToAgent } from '../routing/route-to-agent.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { loadTicket, saveTriage } from '../tickets/ticket-store.ts';
import { LateSummary } from './late-summary.ts';
import { loadCase, type TriageStep } from './triage-case.ts';
import type { TriageRecord } from './triage-record.ts';

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
  enqueue,
  hasModel,
  modelTimeMs,
  modelMayBeBackMs,
  now,
  checkpoint,
}: {
  database: Database;
  fetchThread: FetchThread;
  steps: TriageStep[];
  routeToAgent: RouteToAgent;
  enqueue: Enqueue;
  hasModel: boolean;
  /** From the escalation on, all work of the model together may take this long. */
  modelTimeMs: number;
  /** After a ticket went out without the model, that is asked for a summary this much later. */
  modelMayBeBackMs: number;
  now: () => Date;
  checkpoint: Checkpoint;
}) {
  return async ({ ticketId }: { ticketId: string }, { signal }: Run): Promise<void> => {
    const opened = await loadTicket(database.queries, ticketId);
    if (opened.status !== 'triaging') return;
    if (opened.transcript_until === null) await fetchThread(opened);
    const deadline = AbortSignal.any([signal, deadlineOf(opened)]);
    const found = await loadCase(database.queries, { ticketId, deadline });
    let { record } = found;
    for (const step of steps) {
      if (record[step.name] !== undefined) continue;
      checkpoint(`before ${step.name}`, ticketId);
      record = { ...record, ...(await step.run({ ...found, record })) };
      checkpoint(`${step.name} worked out`, ticketId);
      await saveTriage(database.queries, ticketId, record);
      checkpoint(`${step.name} stored`, ticketId);
    }
    if (!record.decision) throw new Error('Triage ended without a decision.');
    await planLateSummary(record, ticketId);
    checkpoint('before routing', ticketId);
    await routeToAgent({ ticket: found.ticket, destination: record.decision.destination });
    checkpoint('routed', ticketId);
  };

  function deadlineOf({ escalated_at }: Ticket): AbortSignal {
    const timeLeftMs = escalated_at.getTime() + modelTimeMs - now().getTime();
    return AbortSignal.timeout(Math.min(modelTimeMs, Math.max(0, timeLeftMs)));
  }

  /** A model that failed is asked for the summary again when it may be back. */
  async function planLateSummary({ opinion }: TriageRecord, ticketId: string): Promise<void> {
    if (!hasModel || opinion?.engine.kind !== 'offline') return;
    const startAfter = new Date(now().getTime() + modelMayBeBackMs);
    await database.transaction((transaction) =>
      enqueue(transaction, { kind: LateSummary, payload: { ticketId }, startAfter }),
    );
  }
}
