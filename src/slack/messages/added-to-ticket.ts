import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { NEW_REQUEST } from './action-ids.ts';
import { button } from './plain-text.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** Shows a customer where new words went, and how to ask for something else. */
export async function renderAddedToTicket(
  { about }: MessageOf<'added-to-ticket'>,
  { queries }: RenderSources,
): Promise<Rendered> {
  const { ticketId } = about;
  const name = ticketName(await loadTicket(queries, ticketId));
  return withNewRequest(ticketId, `Added to ${name}. Something new?`);
}

/** The same where the ticket was resolved, and is open again for it. */
export async function renderAddedAfterResolving(
  { about }: MessageOf<'added-after-resolving'>,
  { queries }: RenderSources,
): Promise<Rendered> {
  const { ticketId } = about;
  const name = ticketName(await loadTicket(queries, ticketId));
  return withNewRequest(
    ticketId,
    `Your request ${name} is open again, and the people who had it get this. Something new?`,
  );
}

/** The button opens a form, whose ticket is one of its own whatever else is open. */
function withNewRequest(ticketId: string, text: string): Rendered {
  return {
    text,
    blocks: [
      paragraph(text),
      { type: 'actions', elements: [button('New request', NEW_REQUEST, ticketId)] },
    ],
  };
}
