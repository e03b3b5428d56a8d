import type { KnownBlock } from '@slack/web-api';
import { problemInChannel } from '../../routing/problem-in-channel.ts';
import { mainOf } from '../../tickets/known-problem.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { UPDATE_ALL } from './action-ids.ts';
import { linkedTicket } from './merged.ts';
import { button, plainText } from './plain-text.ts';
import type { RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** The known problem that a ticket is about: on the main one's card how many are, on the others where it is. */
export async function problemBlocks(ticket: Ticket, sources: RenderSources): Promise<KnownBlock[]> {
  const main = await mainOf(sources.queries, ticket);
  if (main) return [paragraph({ bold: 'Known problem: ' }, await linkedTicket(main, sources))];
  const { queries, channels } = sources;
  const problem = await problemInChannel(queries, { ticket, channels });
  if (!problem) return [];
  const { length } = problem.open;
  const text = plainText(`Known problem: ${length} open ${length === 1 ? 'ticket' : 'tickets'}.`);
  if (length === 0) return [{ type: 'section', text }];
  const accessory = button('Update all…', UPDATE_ALL, ticket.id);
  return [{ type: 'section', text, accessory }];
}
