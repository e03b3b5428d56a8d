import { loadConversation } from '../../conversations/conversation-store.ts';
import type { Queries } from '../../database/open-database.ts';
import { categoryTitle } from '../../desk/categories.ts';
import type { Category } from '../../desk/desk.ts';
import { goesOnIn } from '../../tickets/merged-tickets.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { inUtc } from './date-token.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';

/** How far a ticket has come, for its customer: one message, updated as it goes on. */
export async function renderTicketStatus(
  { about, thread }: MessageOf<'ticket-status'>,
  { queries, categories, readDesk, now }: RenderSources,
): Promise<Rendered> {
  const ticket = await loadTicket(queries, about.ticketId);
  const { place, customer } = await loadConversation(queries, ticket.conversation_id);
  const text =
    ticket.merged_into !== null
      ? mergedText(ticket, await goesOnIn(queries, ticket))
      : ownText(ticket, { categories, whole: await wholeOf(ticket, queries) });
  const isInChannelItself = thread === null && place === 'channel';
  const whose: Piece[] = isInChannelItself ? [{ user: customer }, ' '] : [];
  const { workingTime } = await readDesk(queries);
  const back = isWaiting(ticket) ? workingTime.backAt(now()) : undefined;
  const until: Piece[] = back ? [' Somebody is there again: ', { date: back }, '.'] : [];
  return {
    text: back ? `${text} Somebody is there again: ${inUtc(back)}.` : text,
    blocks: [paragraph(...whose, text, ...until)],
  };
}

/** Nobody has taken it in hand. */
function isWaiting({ status, holder, answered_at, is_no_request }: Ticket): boolean {
  return status !== 'resolved' && !is_no_request && holder === null && answered_at === null;
}

function ownText(
  ticket: Ticket,
  { categories, whole }: { categories: Category[]; whole: Ticket | undefined },
): string {
  const hasEnded = ticket.status === 'resolved' && !ticket.is_no_request;
  if (hasEnded) return pastText(ticket, categories);
  return whole ? partText(ticket, { categories, whole }) : statusText(ticket, categories);
}

/** What a ticket was split off. */
async function wholeOf({ split_from }: Ticket, queries: Queries): Promise<Ticket | undefined> {
  return split_from === null ? undefined : loadTicket(queries, split_from);
}

/** Its customer has not asked for it, and may read of it where nothing else of it is. */
function partText(
  ticket: Ticket,
  { categories, whole }: { categories: Category[]; whole: Ticket },
): string {
  const [name, wholeName] = [ticketName(ticket), ticketName(whole)];
  if (ticket.status === 'triaging') {
    return `Your request is ${name}, a part of what you wrote in ${wholeName}. I am bringing it to the right people now.`;
  }
  return `Your request ${name} is with ${teamOf(ticket, categories)}. It is a part of what you wrote in ${wholeName}, which they have, so you need not repeat anything. Whatever you add here reaches them.`;
}

/** Where a merged ticket goes on, or has gone on until that was resolved. */
function mergedText(ticket: Ticket, other: Ticket): string {
  const [name, otherName] = [ticketName(ticket), ticketName(other)];
  if (other.status === 'resolved') return `Your request ${name} went on in ${otherName}.`;
  return `Your request ${name} goes on in ${otherName}. Whatever you add here reaches the people who have it.`;
}

/**
 * How far a ticket has come, in words for the customer. It names the category, never the channel. That
 * one was closed as no request changes nothing: what they add reaches agents still.
 */
export function statusText(ticket: Ticket, categories: Category[]): string {
  const name = ticketName(ticket);
  if (ticket.status === 'resolved' && !ticket.is_no_request)
    return `Your request ${name} is resolved.`;
  if (ticket.status === 'triaging') {
    return `Your request is ${name}. I am bringing it to the right people now.`;
  }
  return `Your request ${name} is with ${teamOf(ticket, categories)}. They have this conversation, so you need not repeat anything. Whatever you add here reaches them.`;
}

/** Of a resolved ticket: that it is resolved is a message of its own, which notifies the customer. */
function pastText(ticket: Ticket, categories: Category[]): string {
  return `Your request ${ticketName(ticket)} was with ${teamOf(ticket, categories)}.`;
}

function teamOf({ destination }: Ticket, categories: Category[]): string {
  const title = categoryTitle(categories, destination);
  return title === undefined ? 'our team' : `our team for ${title}`;
}
