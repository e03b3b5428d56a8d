import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { NEW_REQUEST } from './action-ids.ts';
import { button } from './plain-text.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { shown } from './shown.ts';
import { wordsOfTicket } from './words-of-ticket.ts';

/** Shows a customer where new words went, and how to ask for something else. */
export function renderAddedToTicket(
  { about }: MessageOf<'added-to-ticket'>,
  sources: RenderSources,
): Promise<Rendered> {
  return withNewRequest('added.to-ticket', about.ticketId, sources);
}

/** The same where the ticket was resolved, and is open again for it. */
export function renderAddedAfterResolving(
  { about }: MessageOf<'added-after-resolving'>,
  sources: RenderSources,
): Promise<Rendered> {
  return withNewRequest('added.opens-again', about.ticketId, sources);
}

/** The button opens a form, whose ticket is one of its own whatever else is open. */
async function withNewRequest(
  key: 'added.to-ticket' | 'added.opens-again',
  ticketId: string,
  sources: RenderSources,
): Promise<Rendered> {
  const ticket = await loadTicket(sources.queries, ticketId);
  const words = await wordsOfTicket(ticket, sources);
  const { text, blocks } = shown(words.plain(key, { ticket: ticketName(ticket) }));
  const elements = [button(words.plain('button.new-request'), NEW_REQUEST, ticketId)];
  return { text, blocks: [...blocks, { type: 'actions', elements }] };
}
