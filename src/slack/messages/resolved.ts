import { loadConversation } from '../../conversations/conversation-store.ts';
import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { NOT_SOLVED } from './action-ids.ts';
import { feedbackBlocks } from './feedback.ts';
import { button } from './plain-text.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** The end of a request, for its customer, with the way back to the same agents. */
export async function renderResolved(
  { about }: MessageOf<'resolved'>,
  { queries, asksForFeedback, isPlain = false }: RenderSources,
): Promise<Rendered> {
  const ticket = await loadTicket(queries, about.ticketId);
  const { from_app } = await loadConversation(queries, ticket.conversation_id);
  const end = `Your request ${ticketName(ticket)} is resolved.`;
  // Nobody could go on for an app.
  if (from_app?.is === 'customer') return { text: end, blocks: [paragraph(end)] };
  const text = `${end} If it is not, press the button.`;
  const notSolved = button('Still not solved', NOT_SOLVED, ticket.id);
  const { ticketId, at } = about;
  const isAsked = asksForFeedback && at !== undefined;
  const question = isAsked ? feedbackBlocks({ ticketId, at }, { isPlain }) : [];
  return {
    text,
    blocks: [paragraph(text), { type: 'actions', elements: [notSolved] }, ...question],
  };
}
