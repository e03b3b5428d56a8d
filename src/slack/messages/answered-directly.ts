import { loadConversation } from '../../conversations/conversation-store.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** Says in a public thread that the answer is elsewhere, and nothing of what it is. */
export async function renderAnsweredDirectly(
  { about }: MessageOf<'answered-directly'>,
  { queries }: RenderSources,
): Promise<Rendered> {
  const { conversation_id } = await loadTicket(queries, about.ticketId);
  const { customer } = await loadConversation(queries, conversation_id);
  return {
    text: ANSWERED,
    blocks: [paragraph({ user: customer }, ` ${ANSWERED}`)],
  };
}

const ANSWERED = 'You have an answer in your direct messages with me.';
