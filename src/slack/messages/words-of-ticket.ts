import { loadConversation } from '../../conversations/conversation-store.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { RenderSources } from './rendered.ts';
import type { Words } from './words.ts';

/** The language of a ticket's customer; in a channel others read it too. */
export async function wordsOfTicket(
  { conversation_id }: Pick<Ticket, 'conversation_id'>,
  { queries, texts }: Pick<RenderSources, 'queries' | 'texts'>,
): Promise<Words> {
  const { customer } = await loadConversation(queries, conversation_id);
  return texts.readBy(customer);
}
