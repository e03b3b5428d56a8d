import { goesOnIn } from '../../tickets/merged-tickets.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { statusText } from './ticket-status.ts';

export const AGENTS_OPEN_NONE =
  'You are one of the agents here, so your own messages open no request. To hand a customer’s conversation on, use “Escalate to an agent” in the menu of their message.';

/** Answers somebody where an ephemeral answer would not be seen. */
export async function renderAnswer(
  { words }: MessageOf<'answer'>,
  { queries, categories }: RenderSources,
): Promise<Rendered> {
  const text =
    words?.answer === 'ticket'
      ? statusText(await goesOnIn(queries, await loadTicket(queries, words.ticketId)), categories)
      : AGENTS_OPEN_NONE;
  return { text, blocks: [paragraph(text)] };
}
