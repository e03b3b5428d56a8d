import type { Message } from '../conversations/message.ts';
import { giveToTicket } from '../conversations/message-store.ts';
import { giveThread } from '../conversations/thread-store.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Ticket } from './ticket.ts';
import { isSplit } from './ticket-of-message.ts';

/** Gives a message to a ticket; where it opened a thread, a split ticket gets what is written there too. */
export async function giveMessage(
  transaction: Transaction,
  message: Message,
  ticket: Ticket,
): Promise<void> {
  await giveToTicket(transaction, message, ticket.id);
  if (isSplit(ticket) && message.ts === message.root) {
    await giveThread(transaction, message, ticket.id);
  }
}
