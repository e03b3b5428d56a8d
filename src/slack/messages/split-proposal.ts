import type { KnownBlock } from '@slack/web-api';
import { categoryTitle } from '../../desk/categories.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { proposedSplit } from '../../triage/second-problem.ts';
import { TICKET_ACT } from './action-ids.ts';
import { clip } from './clip.ts';
import { button, plainText } from './plain-text.ts';
import type { RenderSources } from './rendered.ts';

const LONGEST_TITLE = 200;

/** That a ticket may be about two problems, with the form that makes two tickets of it. */
export async function splitProposal(
  ticket: Ticket,
  { queries, categories }: Pick<RenderSources, 'queries' | 'categories'>,
): Promise<KnownBlock[]> {
  const proposed = await proposedSplit(queries, ticket, categories);
  if (!proposed) return [];
  const title = clip(categoryTitle(categories, proposed.category) ?? '', LONGEST_TITLE);
  return [
    {
      type: 'section',
      text: plainText(`There may be two problems in this: one seems to be for ${title}.`),
      accessory: button('Split…', `${TICKET_ACT}:split`, ticket.id),
    },
  ];
}
