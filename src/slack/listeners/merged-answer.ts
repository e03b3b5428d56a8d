import { goesOnIn } from '../../tickets/merged-tickets.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { cardLink } from '../messages/card-link.ts';
import { shortName } from '../messages/short-name.ts';
import { wasMerged } from './answers.ts';
import type { ListenerDeps } from './listener.ts';

/** Answers an agent who acts on a merged ticket: who merged it, and where its card is that goes on. */
export async function mergedAnswer(
  ticket: Ticket,
  {
    database: { queries },
    agents,
    profiles,
    channelLookup,
    workspaceUrl,
  }: Pick<ListenerDeps, 'database' | 'agents' | 'profiles' | 'channelLookup' | 'workspaceUrl'>,
  /** Where it is shown: forms have plain text only. */
  where: 'message' | 'form' = 'message',
): Promise<string | undefined> {
  if (ticket.merged_into === null) return undefined;
  const { resolved_by: by } = ticket;
  const other = await goesOnIn(queries, ticket);
  const place = { ticketId: other.id, channel: agents.channelOf(other) };
  return wasMerged(ticket, {
    other,
    name: by === null ? undefined : await shortName(profiles, by),
    link: await cardLink(place, { queries, channelLookup, workspaceUrl }),
    where,
  });
}
