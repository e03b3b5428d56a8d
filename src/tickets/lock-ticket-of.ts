import {
  loadConversation,
  lockConversation,
  lockTicketsOf,
} from '../conversations/conversation-store.ts';
import type { Message } from '../conversations/message.ts';
import { findMessageOf } from '../conversations/message-store.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import { lockWithMerged } from './lock-with-merged.ts';
import { type Ownership, ticketOfMessage } from './ticket-of-message.ts';

type Address = { conversationId: string; ts: string };

/**
 * Finds whose a message is, and keeps that so until the transaction ends. Whose it is may change while
 * this waits for others: it is decided once nobody else can write to what it depends on.
 */
export async function lockTicketOf(
  transaction: Transaction,
  address: Address,
): Promise<(Ownership & { message: Message }) | undefined> {
  const { conversationId } = address;
  await lockTicketsOf(transaction, await loadConversation(transaction, conversationId));
  let known = await ticketAt(transaction, address);
  for (;;) {
    if (known) await lockWithMerged(transaction, known.ticket.id, address);
    else await lockConversation(transaction, conversationId);
    const found = await ticketAt(transaction, address);
    if (found?.ticket.id === known?.ticket.id) return found;
    known = found;
  }
}

async function ticketAt(queries: Queries, address: Address) {
  const { conversationId } = address;
  const message = await findMessageOf(queries, address);
  const ownership = message && (await ticketOfMessage(queries, conversationId, message));
  return ownership && { ...ownership, message };
}
