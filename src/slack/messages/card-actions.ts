import type { KnownBlock } from '@slack/web-api';
import { announcedEnd } from '../../tickets/announced-end.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { RenderSources } from './rendered.ts';
import { closedActions, ticketActions } from './ticket-actions.ts';

/** What agents can do with a ticket as it stands. */
export async function cardActions(
  ticket: Ticket,
  { queries, categories }: Pick<RenderSources, 'queries' | 'categories'>,
): Promise<KnownBlock> {
  if (ticket.status !== 'resolved') return ticketActions(ticket, categories);
  const isAnnounced = (await announcedEnd(queries, ticket)) !== undefined;
  return closedActions(ticket, { isAnnounced });
}
