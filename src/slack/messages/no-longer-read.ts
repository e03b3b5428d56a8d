import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { shown } from './shown.ts';
import { talkButton } from './talk-button.ts';
import { wordsOfTicket } from './words-of-ticket.ts';

/** Shows a customer who goes on long after the end that agents do not see it, and how they would. */
export async function renderNoLongerRead(
  { about }: MessageOf<'no-longer-read'>,
  sources: RenderSources,
): Promise<Rendered> {
  const ticket = await loadTicket(sources.queries, about.ticketId);
  const words = await wordsOfTicket(ticket, sources);
  const values = { ticket: ticketName(ticket) };
  const { text, blocks } = shown(words.plain('added.no-longer-read', values));
  const elements = [talkButton(ticket.conversation_id, words)];
  return { text, blocks: [...blocks, { type: 'actions', elements }] };
}
