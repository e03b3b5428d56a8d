import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { inUtc } from './date-token.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** Reminds a customer that their request waits for them, and says what comes if they do nothing. */
export async function renderStillOpen(
  { about: { ticketId, closesAt } }: MessageOf<'still-open'>,
  { queries }: Pick<RenderSources, 'queries'>,
): Promise<Rendered> {
  const name = ticketName(await loadTicket(queries, ticketId));
  const open = `Your request ${name} is still open and waits for your answer. To go on with it, write here.`;
  if (closesAt === undefined) return { text: open, blocks: [paragraph(open)] };
  const closes = new Date(closesAt);
  const end = ' If you need nothing more, you need not do anything: it is closed on ';
  return {
    text: `${open}${end}${inUtc(closes)}.`,
    blocks: [paragraph(open, end, { date: closes }, '.')],
  };
}
