import { categoryTitle } from '../../desk/categories.ts';
import { movesOf } from '../../tickets/move-store.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { cardLink } from '../messages/card-link.ts';
import { shortName } from '../messages/short-name.ts';
import { goesOnElsewhere } from './answers.ts';
import type { ListenerDeps } from './listener.ts';
import { mergedAnswer } from './merged-answer.ts';
import { objectionTo } from './objection.ts';

/** Whether something in a channel is about a ticket that other agents have now. */
export function movedFrom(
  channel: string,
  ticket: Ticket,
  { agents }: Pick<ListenerDeps, 'agents'>,
): boolean {
  return agents.isAgentsChannel(channel) && agents.channelOf(ticket) !== channel;
}

/** Answers an agent who acts where a ticket was before: who moved it, and where its card is. */
export async function movedAnswer(
  { user, channel }: { user: string; channel: string },
  ticket: Ticket,
  deps: ListenerDeps,
): Promise<string | undefined> {
  const { database, agents, profiles, categories, channelLookup, workspaceUrl } = deps;
  if (!agents.isAgent(user) || !movedFrom(channel, ticket, deps)) return undefined;
  const { queries } = database;
  const move = (await movesOf(queries, ticket.id)).at(-1);
  const place = { ticketId: ticket.id, channel: agents.channelOf(ticket) };
  return goesOnElsewhere(ticket, {
    name: move && (await shortName(profiles, move.moved_by)),
    title: categoryTitle(categories, ticket.destination),
    link: await cardLink(place, { queries, channelLookup, workspaceUrl }),
  });
}

/** Why a user may not act on a ticket where they clicked. */
export async function objectionToClick(
  click: { user: string; channel: string },
  ticket: Ticket,
  deps: ListenerDeps,
): Promise<string | undefined> {
  const objection = objectionTo(click.user, ticket, deps);
  const merged = objection === undefined ? await mergedAnswer(ticket, deps) : undefined;
  return merged ?? (await movedAnswer(click, ticket, deps)) ?? objection;
}
