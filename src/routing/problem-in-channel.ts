import type { Queries } from '../database/open-database.ts';
import { type KnownProblem, mainOf, problemOf } from '../tickets/known-problem.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { type AgentChannels, channelOf } from './agent-channels.ts';

/**
 * The problem whose main ticket this is, with those of its open tickets that are in the same agents' channel: a card
 * that could not be posted there is in another one. Undefined where no ticket is linked to this one.
 */
export async function problemInChannel(
  queries: Queries,
  { ticket, channels }: { ticket: Ticket; channels: AgentChannels },
): Promise<KnownProblem | undefined> {
  if (await mainOf(queries, ticket)) return undefined;
  const problem = await problemOf(queries, ticket);
  const here = channelOf(channels, ticket.destination);
  const isHere = ({ destination }: Ticket) => channelOf(channels, destination) === here;
  return problem && { ...problem, open: problem.open.filter(isHere) };
}
