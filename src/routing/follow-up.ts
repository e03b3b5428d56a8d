import { wasHandedOver } from '../conversations/conversation-store.ts';
import { transcriptLines } from '../conversations/transcript.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { type Ticket, TRIAGE } from '../tickets/ticket.ts';
import { lockTicket, unresolvedTicket } from '../tickets/ticket-store.ts';
import { saidSince } from '../tickets/ticket-transcript.ts';
import { type AgentChannels, channelOf } from './agent-channels.ts';
import { cardOf } from './card-of.ts';
import { transcriptParts } from './transcript-parts.ts';

/**
 * Creates the worker that brings what is said after the escalation to the agents. While a ticket
 * is under triage there is nothing to do: its routing brings all that was said until then.
 */
export function createFollowUp({
  database,
  outbox,
  channels,
}: {
  database: Database;
  outbox: Outbox;
  channels: AgentChannels;
}) {
  return async (message: { conversationId: string; ts: string }): Promise<void> => {
    const { conversationId, ts } = message;
    await database.transaction(async (transaction) => {
      const open = await unresolvedTicket(transaction, conversationId);
      if (!open) return;
      const ticket = await lockTicket(transaction, open.id);
      if (ticket.status !== 'routed') return;
      const isKnown = await wasHandedOver(transaction, message);
      const late = isKnown ? {} : { late: { ts } };
      await sayFollowUps(transaction, { outbox, channels, ticket, ...late });
    });
  };
}

/** Says each message since the escalation once, in the thread of the card that its agents have. */
export async function sayFollowUps(
  transaction: Transaction,
  {
    outbox,
    channels,
    ticket,
    late,
  }: { outbox: Outbox; channels: AgentChannels; ticket: Ticket; late?: { ts: string } },
): Promise<void> {
  const channel = channelOf(channels, ticket.destination ?? TRIAGE);
  const parent = await cardOf(transaction, { ticket, channel });
  if (parent === undefined) return;
  for (const message of await saidSince(transaction, ticket, late)) {
    const about = { team: ticket.team, channel, parent };
    const subject = `${ticket.id}:${message.ts}`;
    for (const [part, lines] of transcriptParts(transcriptLines([message])).entries()) {
      const text = JSON.stringify(lines);
      await outbox.say(transaction, { ...about, kind: 'follow-up', subject, part, text });
    }
  }
}
