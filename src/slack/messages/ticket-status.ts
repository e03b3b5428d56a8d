import { loadConversation } from '../../conversations/conversation-store.ts';
import type { Queries } from '../../database/open-database.ts';
import { categoryTitle } from '../../desk/categories.ts';
import type { Category } from '../../desk/desk.ts';
import { goesOnIn } from '../../tickets/merged-tickets.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { fallbackText } from './shown.ts';
import type { Words } from './words.ts';

/** How far a ticket has come, for its customer: one message, updated as it goes on. */
export async function renderTicketStatus(
  { about, thread }: MessageOf<'ticket-status'>,
  { queries, categories, texts, readDesk, now }: RenderSources,
): Promise<Rendered> {
  const ticket = await loadTicket(queries, about.ticketId);
  const { place, customer } = await loadConversation(queries, ticket.conversation_id);
  const words = await texts.readBy(customer);
  const text =
    ticket.merged_into !== null
      ? mergedText(ticket, { other: await goesOnIn(queries, ticket), words })
      : ownText(ticket, { categories, whole: await wholeOf(ticket, queries), words });
  const isInChannelItself = thread === null && place === 'channel';
  const whose: Piece[] = isInChannelItself ? [{ user: customer }, ' '] : [];
  const { workingTime } = await readDesk(queries);
  const back = isWaiting(ticket) ? workingTime.backAt(now()) : undefined;
  const until: Piece[] = back
    ? [' ', ...words.pieces('status.somebody-back', { date: [words.date(back)] })]
    : [];
  return { text: fallbackText([text, ...until]), blocks: [paragraph(...whose, text, ...until)] };
}

/** Nobody has taken it in hand. */
function isWaiting({ status, holder, answered_at, is_no_request }: Ticket): boolean {
  return status !== 'resolved' && !is_no_request && holder === null && answered_at === null;
}

type StatusWords = { categories: Category[]; words: Words };

function ownText(
  ticket: Ticket,
  { whole, ...rest }: StatusWords & { whole: Ticket | undefined },
): string {
  const hasEnded = ticket.status === 'resolved' && !ticket.is_no_request;
  if (hasEnded) return pastText(ticket, rest);
  return whole ? partText(ticket, whole, rest) : statusText(ticket, rest);
}

/** What a ticket was split off. */
async function wholeOf({ split_from }: Ticket, queries: Queries): Promise<Ticket | undefined> {
  return split_from === null ? undefined : loadTicket(queries, split_from);
}

/** Its customer has not asked for it, and may read of it where nothing else of it is. */
function partText(ticket: Ticket, splitFrom: Ticket, { categories, words }: StatusWords): string {
  const names = { ticket: ticketName(ticket), whole: ticketName(splitFrom) };
  if (ticket.status === 'triaging') return words.plain('status.part-triaging', names);
  const team = teamOf(ticket, { categories, words });
  return words.plain('status.part-with-team', { ...names, team });
}

/** Where a merged ticket goes on, or has gone on until that was resolved. */
function mergedText(ticket: Ticket, { other, words }: { other: Ticket; words: Words }): string {
  const names = { ticket: ticketName(ticket), other: ticketName(other) };
  const isOver = other.status === 'resolved';
  return words.plain(isOver ? 'status.went-on' : 'status.goes-on', names);
}

/**
 * How far a ticket has come, in words for the customer. It names the category, never the channel. That
 * one was closed as no request changes nothing: what they add reaches agents still.
 */
export function statusText(ticket: Ticket, { categories, words }: StatusWords): string {
  const name = { ticket: ticketName(ticket) };
  if (ticket.status === 'resolved' && !ticket.is_no_request) {
    return words.plain('status.resolved', name);
  }
  if (ticket.status === 'triaging') return words.plain('status.triaging', name);
  const team = teamOf(ticket, { categories, words });
  return words.plain('status.with-team', { ...name, team });
}

/** Of a resolved ticket: that it is resolved is a message of its own, which notifies the customer. */
function pastText(ticket: Ticket, { categories, words }: StatusWords): string {
  const team = teamOf(ticket, { categories, words });
  return words.plain('status.was-with-team', { ticket: ticketName(ticket), team });
}

function teamOf({ destination }: Ticket, { categories, words }: StatusWords): string {
  const category = categoryTitle(categories, destination);
  return category === undefined
    ? words.plain('status.team')
    : words.plain('status.team-of', { category });
}
