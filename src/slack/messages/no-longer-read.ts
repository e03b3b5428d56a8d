import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { talkButton } from './talk-button.ts';

/** Shows a customer who goes on long after the end that agents do not see it, and how they would. */
export async function renderNoLongerRead(
  { about }: MessageOf<'no-longer-read'>,
  { queries }: RenderSources,
): Promise<Rendered> {
  const ticket = await loadTicket(queries, about.ticketId);
  const text = `Your request ${ticketName(ticket)} was resolved some time ago, so our team does not see this. To bring it to a person, press the button.`;
  return {
    text,
    blocks: [paragraph(text), { type: 'actions', elements: [talkButton(ticket.conversation_id)] }],
  };
}
