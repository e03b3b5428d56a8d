import { loadConversation } from '../../conversations/conversation-store.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { fallbackText } from './shown.ts';

/** Says in a public thread that the answer is elsewhere, and nothing of what it is. */
export async function renderAnsweredDirectly(
  { about }: MessageOf<'answered-directly'>,
  { queries, texts }: RenderSources,
): Promise<Rendered> {
  const { conversation_id } = await loadTicket(queries, about.ticketId);
  const { customer } = await loadConversation(queries, conversation_id);
  const words = await texts.readBy(customer);
  const answered = words.plain('reply.answered-directly');
  return {
    text: fallbackText([answered]),
    blocks: [paragraph({ user: customer }, ` ${answered}`)],
  };
}
