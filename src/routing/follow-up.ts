import { transcriptLines } from '../conversations/transcript.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { messagesSince } from '../tickets/ticket-transcript.ts';
import type { AgentsThread } from './agent-channels.ts';
import { transcriptParts } from './transcript-parts.ts';

/** Posts each message since the escalation once, in the thread of the card that its agents have. */
export async function postFollowUps(
  transaction: Transaction,
  {
    outbox,
    thread,
    ticket,
    late,
  }: {
    outbox: Outbox;
    thread: AgentsThread;
    ticket: Ticket;
    late?: { ts: string } | undefined;
  },
): Promise<void> {
  for (const message of await messagesSince(transaction, ticket, late)) {
    for (const [part, words] of transcriptParts(transcriptLines([message])).entries()) {
      const about = { ticketId: ticket.id, ts: message.ts, part };
      await outbox.postOnce(transaction, { ...thread, kind: 'follow-up', about, words });
    }
  }
}
