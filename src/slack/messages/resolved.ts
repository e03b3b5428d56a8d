import { loadConversation } from '../../conversations/conversation-store.ts';
import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { talkButton } from './talk-button.ts';

/**
 * The end of a conversation, for its customer. A thread can go on, and its button opens a new ticket;
 * in direct messages whatever is written next begins a new conversation.
 */
export async function renderResolved(
  { about }: MessageOf<'resolved'>,
  { queries }: RenderSources,
): Promise<Rendered> {
  const ticket = await loadTicket(queries, about.ticketId);
  const { id, place, from_app } = await loadConversation(queries, ticket.conversation_id);
  const end = `Your request ${ticketName(ticket)} is resolved.`;
  // Nobody could go on for an app.
  if (from_app?.is === 'customer') return { text: end, blocks: [paragraph(end)] };
  if (place === 'direct') {
    const text = `${end} If anything is left, just write again.`;
    return { text, blocks: [paragraph(text)] };
  }
  const text = `${end} If anything is left, write it here and press the button.`;
  return { text, blocks: [paragraph(text), { type: 'actions', elements: [talkButton(id)] }] };
}
