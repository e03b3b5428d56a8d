import { loadConversation } from '../../conversations/conversation-store.ts';
import { isResolvedUnanswered } from '../../tickets/ending-unanswered.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { NOT_SOLVED } from './action-ids.ts';
import { feedbackBlocks } from './feedback.ts';
import { button } from './plain-text.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { shown } from './shown.ts';
import type { Words } from './words.ts';

/** The end of a request, for its customer, with the way back to the same agents. */
export async function renderResolved(
  { about }: MessageOf<'resolved'>,
  { queries, asksForFeedback, reopenWithinDays, texts, isPlain = false }: RenderSources,
): Promise<Rendered> {
  const ticket = await loadTicket(queries, about.ticketId);
  const { from_app, customer } = await loadConversation(queries, ticket.conversation_id);
  const words = await texts.readBy(customer);
  const end = words.plain('status.resolved', { ticket: ticketName(ticket) });
  // Nobody could go on for an app.
  if (from_app?.is === 'customer') return shown(end);
  if (isResolvedUnanswered(ticket)) return endedUnanswered(ticket, { reopenWithinDays, words });
  const { text, blocks } = shown(`${end} ${words.plain('resolved.if-not')}`);
  const notSolved = button(words.plain('button.not-solved'), NOT_SOLVED, ticket.id);
  const { ticketId, at } = about;
  const isAsked = asksForFeedback && at !== undefined;
  const question = isAsked ? feedbackBlocks({ ticketId, at }, { words, isPlain }) : [];
  return {
    text,
    blocks: [...blocks, { type: 'actions', elements: [notSolved] }, ...question],
  };
}

/** Nobody is asked how it went: they did not say that it is over. */
function endedUnanswered(
  ticket: Pick<Ticket, 'id' | 'number' | 'resolved_at'>,
  { reopenWithinDays, words }: { reopenWithinDays: number; words: Words },
): Rendered {
  const end = words.plain('waiting.closed', { ticket: ticketName(ticket) });
  const until = new Date((ticket.resolved_at?.getTime() ?? 0) + reopenWithinDays * DAY_MS);
  const goOn =
    reopenWithinDays > 0
      ? words.pieces('waiting.go-on-until', { date: [words.date(until)] })
      : [words.plain('waiting.go-on')];
  const { text, blocks } = shown(end, ' ', ...goOn);
  const notSolved = button(words.plain('button.not-solved'), NOT_SOLVED, ticket.id);
  return { text, blocks: [...blocks, { type: 'actions', elements: [notSolved] }] };
}

const DAY_MS = 24 * 60 * 60_000;
