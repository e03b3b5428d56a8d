import type { Database } from '../database/open-database.ts';
import type { Category } from '../desk/desk.ts';
import { keepFailedJob } from '../jobs/failed-jobs.ts';
import { loadMessage } from '../outbox/load-message.ts';
import { DeliverMessage, type MessageKind, type OutboxMessage } from '../outbox/outbox-message.ts';
import { type AgentChannels, channelOf } from '../routing/agent-channels.ts';
import type { RouteToAgent } from '../routing/route-to-agent.ts';
import { type Ticket, TRIAGE } from '../tickets/ticket.ts';
import { loadTicket, saveTriage } from '../tickets/ticket-store.ts';
import { TriageRecord } from './triage-record.ts';

/** Tells the owner what cannot be posted even in the triage channel. */
export type TellOwner = (message: OutboxMessage) => Promise<void>;

/** What agents must see of a ticket: any of it that cannot be posted takes the ticket to triage. */
const ofTicket = new Set<MessageKind>([
  'ticket-card',
  'transcript',
  'follow-up',
  'changed-message',
]);

/**
 * Creates the worker for a message that Slack will not take where it was meant to go. A ticket's
 * card goes to the triage channel and says why. What not even that channel takes is kept, to be
 * run again, and the owner is told.
 */
export function createRedirectTicket({
  database,
  routeToAgent,
  channels,
  categories,
  tellOwner,
  now,
}: {
  database: Database;
  routeToAgent: RouteToAgent;
  channels: AgentChannels;
  categories: Category[];
  tellOwner: TellOwner;
  now: () => Date;
}) {
  return async ({ id }: { id: number }): Promise<void> => {
    const message = await loadMessage(database.queries, id);
    if (message.failure === null || message.ts !== null) return;
    const isOfTicket = ofTicket.has(message.kind);
    if (!isOfTicket && message.kind !== 'failure-notice') return;
    if (message.channel === channelOf(channels, TRIAGE)) return keepForLater(message);
    if (isOfTicket) await toTriage(message, message.failure);
  };

  async function toTriage({ subject, channel }: OutboxMessage, failure: string): Promise<void> {
    const [ticketId = ''] = subject.split(':');
    const ticket = await loadTicket(database.queries, ticketId);
    const isHere = channelOf(channels, ticket.destination ?? TRIAGE) === channel;
    if (!isHere || ticket.status !== 'routed') return;
    await saveTriage(database.queries, ticket.id, redirected(ticket, failure));
    await routeToAgent({ ticket, destination: TRIAGE });
  }

  async function keepForLater(message: OutboxMessage): Promise<void> {
    const { id, key, team, channel } = message;
    const payload = { id, team, channel };
    await tellOwner(message);
    await database.transaction(async (transaction) => {
      await keepFailedJob(transaction, {
        ...{ id: key, kind: DeliverMessage.name, key: DeliverMessage.key?.(payload) ?? null },
        ...{ payload, at: now() },
      });
      await transaction.updateTable('outbox').set({ failure: null }).where('id', '=', id).execute();
    });
  }

  function redirected({ triage, destination }: Ticket, failure: string): TriageRecord {
    const title = categories.find(({ id }) => id === destination)?.title ?? 'other agents';
    const reason = `Meant for ${title}, but it could not be posted there: ${failure}.`;
    return { ...TriageRecord.parse(triage), decision: { destination: TRIAGE, reason } };
  }
}
