import { loadConversation } from '../conversations/conversation-store.ts';
import { latestThread, ticketOfThread } from '../conversations/thread-store.ts';
import type { Queries } from '../database/open-database.ts';
import { type Address, findMessage } from '../outbox/outbox-store.ts';
import { withMerged } from './merged-tickets.ts';
import type { Ticket } from './ticket.ts';
import { messagesOfTicket } from './ticket-transcript.ts';

/**
 * Where a customer is answered: where they wrote last, or else where their conversation is. What was
 * in part written in direct messages is answered there alone, and a split ticket in its own thread.
 */
export async function customersThread(queries: Queries, ticket: Ticket): Promise<Address> {
  const tickets = await withMerged(queries, ticket);
  const splitIds = tickets.map(({ id, split_from }) => (split_from === null ? null : id));
  const direct = await directMessagesOf(queries, tickets);
  const written = (await messagesOfTicket(queries, ticket)).filter(
    ({ role, channel }) => role === 'customer' && (direct === undefined || channel === direct),
  );
  for (const { team, channel, root } of written.toReversed()) {
    const about = await ticketOfThread(queries, { team, channel, root });
    // What was typed into a form has no thread, and what was split off one of its own.
    if (about !== undefined && splitIds.includes(about)) return { team, channel, thread: root };
  }
  return ownThread(queries, ticket, direct);
}

/**
 * The latest thread that is about a ticket where its conversation is, or in another channel. Where it has
 * none yet, its status is going to be the root of one.
 */
export async function ownThread(
  queries: Queries,
  { id: ticketId, team, conversation_id, split_from }: Ticket,
  elsewhere?: string,
): Promise<Address> {
  const conversation = await loadConversation(queries, conversation_id);
  const channel = elsewhere ?? conversation.channel;
  const splitTicketId = split_from === null ? null : ticketId;
  const thread = await latestThread(queries, { id: conversation_id, channel }, splitTicketId);
  if (thread !== undefined) return { team, channel, thread };
  const about = { ticketId };
  const status = await findMessage(queries, { kind: 'ticket-status', about, channel });
  return { team, channel, parent: status?.id };
}

async function directMessagesOf(queries: Queries, tickets: Ticket[]): Promise<string | undefined> {
  for (const { conversation_id } of tickets) {
    const { place, channel } = await loadConversation(queries, conversation_id);
    if (place === 'direct') return channel;
  }
  return undefined;
}
