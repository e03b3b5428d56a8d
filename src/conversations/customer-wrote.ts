import type { Transaction } from '../database/open-database.ts';
import type { Conversation } from './conversation.ts';
import { noteCustomerWrote } from './conversation-store.ts';
import { hasMessageBy } from './message-store.ts';

/**
 * Makes a conversation an ordinary one once the customer, whom an app named, has written in it
 * themselves. Returns whether that is so since now.
 */
export async function becomeTheirs(
  transaction: Transaction,
  { id, customer, from_app }: Conversation,
): Promise<boolean> {
  if (from_app?.is !== 'reporter') return false;
  if (!(await hasMessageBy(transaction, { conversationId: id, author: customer }))) return false;
  await noteCustomerWrote(transaction, id);
  return true;
}
