import type { Queries } from '../../database/open-database.ts';
import { categoryTitle } from '../../desk/categories.ts';
import { findMessage } from '../../outbox/outbox-store.ts';
import { channelOf } from '../../routing/agent-channels.ts';
import { goesOnIn } from '../../tickets/merged-tickets.ts';
import { type Ticket, TRIAGE } from '../../tickets/ticket.ts';
import {
  countOpenTickets,
  latestTicketsOf,
  oldestOpenTickets,
} from '../../tickets/ticket-store.ts';
import { permalink } from '../workspace/permalink.ts';
import { type AgentsHome, agentsHome } from './agents-home.ts';
import { awayBlocks } from './away-block.ts';
import { type CustomersTicket, customerHome } from './customer-home.ts';
import { leadsBlocks } from './leads-home.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';

/** More would make the tab a list to scroll through. */
const MOST_TICKETS = 10;

/** Slack takes so many in a tab. */
const MOST_BLOCKS = 100;

/** Somebody's Home tab: what leads see, and below it what they see as an agent or a customer. */
export async function renderHome(
  message: MessageOf<'home'>,
  sources: RenderSources,
): Promise<Rendered> {
  const own = await ownHome(message, sources);
  const blocks = [...(await leadsBlocks(message, sources)), ...own.blocks];
  return { ...own, blocks: blocks.slice(0, MOST_BLOCKS) };
}

/** An agent sees what is open, everybody else their own requests. */
async function ownHome(
  { team, about: { user } }: MessageOf<'home'>,
  sources: RenderSources,
): Promise<Rendered> {
  const { queries, categories, agents, texts } = sources;
  if (agents.isAgent(user)) {
    const open = await openTickets(sources, team);
    return agentsHome({ ...open, away: await awayBlocks({ team, user }, sources) });
  }
  const tickets = await latestTicketsOf(queries, { team, customer: user, most: MOST_TICKETS });
  const shown: CustomersTicket[] = [];
  for (const ticket of tickets) {
    const title = categoryTitle(categories, ticket.destination);
    shown.push({ ticket, title, now: await goesOnIn(queries, ticket) });
  }
  return customerHome(shown, await texts.readBy(user));
}

async function openTickets(
  sources: RenderSources,
  team: string,
): Promise<Omit<AgentsHome, 'away'>> {
  const { queries, categories } = sources;
  const oldest = await oldestOpenTickets(queries, { team, most: MOST_TICKETS });
  return {
    counts: await countByTitle(sources, team),
    oldest: await Promise.all(
      oldest.map(async (ticket) => ({
        ticket,
        title: categoryTitle(categories, ticket.destination),
        link: await linkToCard(sources, ticket),
      })),
    ),
  };
}

async function countByTitle(
  { queries, categories }: { queries: Queries } & Pick<RenderSources, 'categories'>,
  team: string,
): Promise<AgentsHome['counts']> {
  const counts = await countOpenTickets(queries, team);
  const known = new Set(categories.map(({ id }) => id));
  const countOf = (is: (destination: string) => boolean) =>
    counts
      .filter(({ destination }) => is(destination ?? TRIAGE))
      .reduce((sum, { count }) => sum + count, 0);
  return [
    ...categories.map(({ id, title }) => ({ title, count: countOf((one) => one === id) })),
    { title: undefined, count: countOf((one) => !known.has(one)) },
  ].filter(({ count }) => count > 0);
}

/** Where the card is that a ticket's agents have now, once it is posted. */
async function linkToCard(
  { queries, channels, workspaceUrl }: RenderSources,
  { id, destination }: Ticket,
): Promise<string | undefined> {
  const channel = channelOf(channels, destination);
  const about = { ticketId: id };
  const card = await findMessage(queries, { kind: 'ticket-card', about, channel });
  return card?.ts ? permalink({ workspaceUrl, channel, ts: card.ts }) : undefined;
}
