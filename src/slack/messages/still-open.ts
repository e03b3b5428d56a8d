import { loadConversation } from '../../conversations/conversation-store.ts';
import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { shown } from './shown.ts';

/** Reminds a customer that their request waits for them, and says what comes if they do nothing. */
export async function renderStillOpen(
  { about: { ticketId, closesAt } }: MessageOf<'still-open'>,
  { queries, texts }: Pick<RenderSources, 'queries' | 'texts'>,
): Promise<Rendered> {
  const ticket = await loadTicket(queries, ticketId);
  const { customer } = await loadConversation(queries, ticket.conversation_id);
  const words = await texts.readBy(customer);
  const open = words.plain('waiting.reminder', { ticket: ticketName(ticket) });
  if (closesAt === undefined) return shown(open);
  const date = [words.date(new Date(closesAt))];
  return shown(open, ' ', ...words.pieces('waiting.closes', { date }));
}
