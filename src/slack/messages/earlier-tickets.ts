import type { KnownBlock } from '@slack/web-api';
import { loadConversation } from '../../conversations/conversation-store.ts';
import { categoryTitle } from '../../desk/categories.ts';
import { channelOf } from '../../routing/agent-channels.ts';
import { goesOnIn } from '../../tickets/merged-tickets.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { earlierTicketsOf } from '../../tickets/ticket-store.ts';
import { cardLink } from './card-link.ts';
import type { RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';

/** More would push down what the ticket is about. */
const MOST_TICKETS = 3;

/** A customer's tickets before this one: how each stands, and its card for those who may read it. */
export async function earlierTicketsBlocks(
  current: Ticket,
  { channel, sources }: { channel: string; sources: RenderSources },
): Promise<KnownBlock[]> {
  const { team, number, conversation_id } = current;
  const { customer, from_app } = await loadConversation(sources.queries, conversation_id);
  // What an app says of somebody does not make it theirs.
  if (from_app) return [];
  const who = { team, customer, before: number, most: MOST_TICKETS };
  const earlier = await earlierTicketsOf(sources.queries, who);
  if (earlier.length === 0) return [];
  const lines = await Promise.all(
    earlier.map((ticket) => line(ticket, { current, channel, sources })),
  );
  return [paragraph({ bold: 'Earlier tickets:' }, ...lines.flat())];
}

async function line(
  ticket: Ticket,
  { current, channel: here, sources }: { current: Ticket; channel: string; sources: RenderSources },
): Promise<Piece[]> {
  const { id: ticketId, destination } = ticket;
  const title = categoryTitle(sources.categories, destination) ?? 'to be sorted';
  const channel = channelOf(sources.channels, destination);
  const link = await cardLink({ ticketId, channel }, sources);
  const name: Piece = link ? { link: ticketName(ticket), url: link.url } : ticketName(ticket);
  const members = link && channel !== here ? ` (${link.members})` : '';
  const state = stateOf(ticket, { now: await goesOnIn(sources.queries, ticket), current });
  return ['\n', name, ` · ${title} · ${state}${members}`];
}

/** `now` is the ticket that it goes on in: itself where it was not merged. */
function stateOf(ticket: Ticket, { now, current }: { now: Ticket; current: Ticket }): string {
  if (now.id === current.id) return 'goes on here';
  if (now.id !== ticket.id) return `goes on in ${ticketName(now)}`;
  return ownState(ticket);
}

function ownState({ status, is_no_request, answered_at }: Ticket): string {
  if (status === 'resolved') return is_no_request ? 'not a request' : 'resolved';
  return answered_at === null ? 'open' : 'waiting for the customer';
}
