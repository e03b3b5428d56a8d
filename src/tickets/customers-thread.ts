import { loadConversation } from '../conversations/conversation-store.ts';
import { latestThread, ticketOfThread } from '../conversations/thread-store.ts';
import type { Queries } from '../database/open-database.ts';
import { findMessage } from '../outbox/outbox-store.ts';
import { withMerged } from './merged-tickets.ts';
import type { Ticket } from './ticket.ts';
import { messagesOfTicket } from './ticket-transcript.ts';

/** Where a customer is answered; `parent` is a post of the bot that opens the thread and may be on its way. */
export type CustomersThread = {
  channel: string;
  thread?: string | undefined;
  parent?: number | undefined;
};

/**
 * Where a customer is answered: where they wrote last, or else where their conversation is. What was
 * in part written in direct messages is answered there alone, and a split ticket in its own thread.
 */
export async function customersThread(queries: Queries, ticket: Ticket): Promise<CustomersThread> {
  const tickets = await withMerged(queries, ticket);
  const splitIds = tickets.map(({ id, split_from }) => (split_from === null ? null : id));
  const direct = await directMessagesOf(queries, tickets);
  const written = (await messagesOfTicket(queries, ticket)).filter(
    ({ role, channel }) => role === 'customer' && (direct === undefined || channel === direct),
  );
  for (const { team, channel, root } of written.toReversed()) {
    const about = await ticketOfThread(queries, { team, channel, root });
    // What was typed into a form has no thread, and what was split off one of its own.
    if (about !== undefined && splitIds.includes(about)) return { channel, thread: root };
  }
  return ownThread(queries, ticket, direct);
}

/** The latest thread that is about a ticket where its conversation is, or in another channel. */
export async function ownThread(
  queries: Queries,
  { id: ticketId, conversation_id, split_from }: Ticket,
  elsewhere?: string,
): Promise<CustomersThread> {
  const conversation = await loadConversation(queries, conversation_id);
  const channel = elsewhere ?? conversation.channel;
  const splitTicketId = split_from === null ? null : ticketId;
  const thread = await latestThread(queries, { id: conversation_id, channel }, splitTicketId);
  if (thread !== undefined || split_from === null) return { channel, thread };
  const status = await findMessage(queries, {
    kind: 'ticket-status',
    about: { ticketId },
    channel,
  });
  return { channel, parent: status?.id };
}

async function directMessagesOf(queries: Queries, tickets: Ticket[]): Promise<string | undefined> {
  for (const { conversation_id } of tickets) {
    const { place, channel } = await loadConversation(queries, conversation_id);
    if (place === 'direct') return channel;
  }
  return undefined;
}
