import type { Database, Queries } from '../../database/open-database.ts';
import type { Category } from '../../desk/desk.ts';
import { type AgentChannels, channelOf } from '../../routing/agent-channels.ts';
import { type Ticket, TRIAGE } from '../../tickets/ticket.ts';
import {
  countOpenTickets,
  latestTicketsOf,
  oldestOpenTickets,
} from '../../tickets/ticket-lists.ts';
import type { AgentRoster } from '../agent-roster.ts';
import { permalink } from '../permalink.ts';
import { type AgentsHome, agentsHome } from './agents-home.ts';
import { customerHome } from './customer-home.ts';
import type { Look } from './look.ts';

type Sources = {
  database: Database;
  categories: Category[];
  channels: AgentChannels;
  roster: AgentRoster;
  workspaceUrl: string;
};

/** More would make the tab a list to scroll through. */
const MOST_TICKETS = 10;

/** What somebody's Home tab shows now: an agent what is open, everybody else their own requests. */
export async function homeOf(
  sources: Sources,
  { team, subject: user }: { team: string; subject: string },
): Promise<Look> {
  const { database, categories, roster } = sources;
  if (roster.isAgent(user)) return agentsHome(await openTickets(sources, team));
  const about = { team, customer: user, most: MOST_TICKETS };
  const tickets = await latestTicketsOf(database.queries, about);
  return customerHome(
    tickets.map((ticket) => ({ ticket, title: titleOf(categories, ticket.destination) })),
  );
}

async function openTickets(sources: Sources, team: string): Promise<AgentsHome> {
  const { database, categories } = sources;
  const counts = await countOpenTickets(database.queries, team);
  const tickets = await oldestOpenTickets(database.queries, { team, most: MOST_TICKETS });
  const links = await linksToCards(sources, tickets);
  const known = new Set(categories.map(({ id }) => id));
  const countOf = (is: (destination: string) => boolean) =>
    counts
      .filter(({ destination }) => is(destination ?? TRIAGE))
      .reduce((sum, { count }) => sum + count, 0);
  return {
    counts: [
      ...categories.map(({ id, title }) => ({ title, count: countOf((one) => one === id) })),
      { title: undefined, count: countOf((one) => !known.has(one)) },
    ].filter(({ count }) => count > 0),
    oldest: tickets.map((ticket) => ({
      ticket,
      title: titleOf(categories, ticket.destination),
      link: links.get(ticket.id),
    })),
  };
}

/** Where the card of each ticket stands that its agents have now. */
async function linksToCards(
  { database, channels, workspaceUrl }: Sources,
  tickets: Ticket[],
): Promise<Map<string, string>> {
  const cards = await cardsOf(database.queries, tickets);
  const links = new Map<string, string>();
  for (const { id, destination } of tickets) {
    const channel = channelOf(channels, destination ?? TRIAGE);
    const ts = cards.find((card) => card.subject === id && card.channel === channel)?.ts;
    if (ts) links.set(id, permalink({ workspaceUrl, channel, ts }));
  }
  return links;
}

async function cardsOf(queries: Queries, tickets: Ticket[]) {
  if (tickets.length === 0) return [];
  return queries
    .selectFrom('outbox')
    .select(['subject', 'channel', 'ts'])
    .where('kind', '=', 'ticket-card')
    .where(
      'subject',
      'in',
      tickets.map(({ id }) => id),
    )
    .execute();
}

function titleOf(categories: Category[], destination: string | null): string | undefined {
  return categories.find(({ id }) => id === destination)?.title;
}
