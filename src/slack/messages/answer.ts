import { goesOnIn } from '../../tickets/merged-tickets.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { shown } from './shown.ts';
import { statusText } from './ticket-status.ts';
import { wordsOfTicket } from './words-of-ticket.ts';

export const AGENTS_OPEN_NONE =
  'You are one of the agents here, so your own messages open no request. To hand a customer’s conversation on, use “Escalate to an agent” in the menu of their message.';

/** Answers somebody where an ephemeral answer would not be seen. */
export async function renderAnswer(
  { words }: MessageOf<'answer'>,
  { queries, categories, texts }: RenderSources,
): Promise<Rendered> {
  if (words?.answer !== 'ticket') return shown(AGENTS_OPEN_NONE);
  const ticket = await goesOnIn(queries, await loadTicket(queries, words.ticketId));
  const customers = await wordsOfTicket(ticket, { queries, texts });
  return shown(statusText(ticket, { categories, words: customers }));
}
