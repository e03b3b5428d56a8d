import type { Message } from '../conversations/message.ts';
import { noteHandedTo } from '../conversations/message-store.ts';
import { transcriptLines } from '../conversations/transcript.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { isInOutbox } from '../outbox/outbox-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { ticketsMergedInto } from '../tickets/ticket-store.ts';
import { messagesOfTicket } from '../tickets/ticket-transcript.ts';
import type { AgentsThread } from './agent-channels.ts';
import { postFiles } from './post-files.ts';
import { transcriptParts } from './transcript-parts.ts';

type Place = { outbox: Outbox; thread: AgentsThread; ticket: Ticket };

/** Posts what was written for a merged ticket so far, where the agents are that have it now. */
export async function bringMerged(
  transaction: Transaction,
  { merged, ...place }: Place & { merged: Ticket },
): Promise<void> {
  const { ticket } = place;
  const messages: Message[] = [];
  for (const message of await messagesOfTicket(transaction, merged)) {
    const about = { ticketId: ticket.id, ts: message.ts, part: 0 };
    const isThere =
      message.handed_to.includes(ticket.id) ||
      (await isInOutbox(transaction, { kind: 'follow-up', about }));
    if (isThere) continue;
    await noteHandedTo(transaction, message, ticket.id);
    messages.push(message);
  }
  await postTogether(transaction, { ...place, merged, messages });
}

/** Posts the same once more where its agents have a new card. */
export async function postMerged(transaction: Transaction, place: Place): Promise<void> {
  const { id } = place.ticket;
  for (const merged of await ticketsMergedInto(transaction, id)) {
    const messages = await messagesOfTicket(transaction, merged);
    const given = messages.filter(({ handed_to }) => handed_to.includes(id));
    await postTogether(transaction, { ...place, merged, messages: given });
  }
}

async function postTogether(
  transaction: Transaction,
  { outbox, thread, ticket, merged, messages }: Place & { merged: Ticket; messages: Message[] },
): Promise<void> {
  const parts = transcriptParts(transcriptLines(messages));
  const at = merged.resolved_at?.toISOString() ?? '';
  for (const [part, words] of (parts.length > 0 ? parts : [[]]).entries()) {
    const about = { ticketId: ticket.id, mergedId: merged.id, at, part };
    const draft = { ...thread, kind: 'merged', about, words } as const;
    const { id: parent, isNew } = await outbox.postOnce(transaction, draft);
    const files = { outbox, place: { ...thread, parent }, ticketId: ticket.id, lines: words };
    if (isNew) await postFiles(transaction, files);
  }
}
