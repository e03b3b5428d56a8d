import type { MessageChange } from '../conversations/conversation.ts';
import { loadConversation } from '../conversations/conversation-store.ts';
import { findMessageOf } from '../conversations/message-store.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket, noteRouted, unresolvedTicket } from '../tickets/ticket-store.ts';
import { type AgentChannels, agentsThread } from './agent-channels.ts';
import type { Destination } from './destination.ts';
import { postFollowUps } from './follow-up.ts';
import { postChange } from './report-edit.ts';

/** Delivers a ticket to the agents of a category, or of triage. */
export type RouteToAgent = (delivery: { ticket: Ticket; category: string }) => Promise<void>;

export type Routing = ReturnType<typeof createRouting>;

/** Brings tickets to their agents, and what is written, edited or deleted after that. */
export function createRouting({
  database,
  outbox,
  channels,
  destinations,
  now,
}: {
  database: Database;
  outbox: Outbox;
  channels: AgentChannels;
  destinations: Destination[];
  now: () => Date;
}) {
  return { routeToAgent, followUp, reportEdit };

  /**
   * The port behind the tool that the model calls. All of it is written at once, and may be written
   * again: then it changes nothing.
   *
   * @see The recipe's `route_to_agent(agent_type, summary)`.
   */
  async function routeToAgent({
    ticket,
    category,
  }: {
    ticket: Ticket;
    category: string;
  }): Promise<void> {
    const { id, conversation_id } = ticket;
    await database.transaction(async (transaction) => {
      await noteRouted(transaction, { id, destination: category, at: now() });
      for (const { deliver } of destinations) {
        await deliver(transaction, { ...ticket, destination: category });
      }
      await outbox.markStale(transaction, { kind: 'ticket-status', about: { ticketId: id } });
      const { customer } = await loadConversation(transaction, conversation_id);
      await outbox.markStale(transaction, { kind: 'home', about: { user: customer } });
    });
  }

  /**
   * Brings what is written after the escalation to the agents. While a ticket is under triage there
   * is nothing to do: its routing brings all that was written until then.
   */
  async function followUp(message: { conversationId: string; ts: string }): Promise<void> {
    await withRoutedTicket(message, async (transaction, ticket) => {
      const known = await findMessageOf(transaction, message);
      const late = known?.is_handed_over ? undefined : { ts: message.ts };
      const thread = await agentsThread(transaction, { channels, ticket });
      if (thread) await postFollowUps(transaction, { outbox, thread, ticket, late });
    });
  }

  /**
   * Reports a message to the agents that was edited or deleted after they had read it: once for each
   * change, in the thread of the card that they have.
   */
  async function reportEdit(change: MessageChange): Promise<void> {
    await withRoutedTicket(change, async (transaction, ticket) => {
      const thread = await agentsThread(transaction, { channels, ticket });
      if (thread) await postChange(transaction, { outbox, thread, ticket, change });
    });
  }

  async function withRoutedTicket(
    { conversationId }: { conversationId: string },
    work: (transaction: Transaction, ticket: Ticket) => Promise<void>,
  ): Promise<void> {
    await database.transaction(async (transaction) => {
      const open = await unresolvedTicket(transaction, conversationId);
      if (!open) return;
      const ticket = await lockTicket(transaction, open.id);
      if (ticket.status === 'routed') await work(transaction, ticket);
    });
  }
}
