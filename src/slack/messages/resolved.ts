import { loadConversation } from '../../conversations/conversation-store.ts';
import { isResolvedUnanswered } from '../../tickets/ending-unanswered.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { NOT_SOLVED } from './action-ids.ts';
import { inUtc } from './date-token.ts';
import { feedbackBlocks } from './feedback.ts';
import { button } from './plain-text.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';

/** The end of a request, for its customer, with the way back to the same agents. */
export async function renderResolved(
  { about }: MessageOf<'resolved'>,
  { queries, asksForFeedback, reopenWithinDays, isPlain = false }: RenderSources,
): Promise<Rendered> {
  const ticket = await loadTicket(queries, about.ticketId);
  const { from_app } = await loadConversation(queries, ticket.conversation_id);
  const end = `Your request ${ticketName(ticket)} is resolved.`;
  // Nobody could go on for an app.
  if (from_app?.is === 'customer') return { text: end, blocks: [paragraph(end)] };
  if (isResolvedUnanswered(ticket)) return endedUnanswered(ticket, reopenWithinDays);
  const text = `${end} If it is not, press the button.`;
  const notSolved = button('Still not solved', NOT_SOLVED, ticket.id);
  const { ticketId, at } = about;
  const isAsked = asksForFeedback && at !== undefined;
  const question = isAsked ? feedbackBlocks({ ticketId, at }, { isPlain }) : [];
  return {
    text,
    blocks: [paragraph(text), { type: 'actions', elements: [notSolved] }, ...question],
  };
}

/** Nobody is asked how it went: they did not say that it is over. */
function endedUnanswered(
  ticket: Pick<Ticket, 'id' | 'number' | 'resolved_at'>,
  reopenWithinDays: number,
): Rendered {
  const end = `Your request ${ticketName(ticket)} is closed, since we did not hear from you.`;
  const until = new Date((ticket.resolved_at?.getTime() ?? 0) + reopenWithinDays * DAY_MS);
  const goOn: Piece[] =
    reopenWithinDays > 0
      ? [' To go on with it, write here until ', { date: until }, ', or press the button.']
      : [' To go on with it, press the button.'];
  const words = goOn.map((piece) => (typeof piece === 'string' ? piece : inUtc(until)));
  const notSolved = button('Still not solved', NOT_SOLVED, ticket.id);
  return {
    text: `${end}${words.join('')}`,
    blocks: [paragraph(end, ...goOn), { type: 'actions', elements: [notSolved] }],
  };
}

const DAY_MS = 24 * 60 * 60_000;
