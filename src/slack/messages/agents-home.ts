import type { KnownBlock } from '@slack/web-api';
import type { Category } from '../../desk/desk.ts';
import { postsAboutTickets } from '../../outbox/outbox-store.ts';
import { channelOf } from '../../routing/agent-channels.ts';
import { TRIAGE } from '../../tickets/ticket.ts';
import {
  countOpenTickets,
  type OpenCounts,
  type OpenFilter,
  type OpenTicket,
  openTickets,
} from '../../tickets/ticket-store.ts';
import { homeChoice } from '../workspace/home-store.ts';
import { permalink } from '../workspace/permalink.ts';
import { HOME_FILTER } from './action-ids.ts';
import { awayBlocks } from './away-block.ts';
import {
  destinationOf,
  filterTitles,
  homeMenus,
  isChosen,
  readChoice,
  type ShownChoice,
  TO_BE_SORTED,
} from './home-menus.ts';
import { pageButtons, pageOf } from './home-pages.ts';
import type { HomePart, HomePerson } from './home-part.ts';
import { openTicketLine } from './open-ticket-line.ts';
import { button, plainText } from './plain-text.ts';
import type { RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';

/** So many tickets of each list are in the overview, and so many on a page of one. */
const IN_OVERVIEW = 5;
const ON_PAGE = 10;

/** What an agent needs to know: what is open, and what waits for them. */
export const agentsHome: HomePart = async (person, sources) => {
  const { team, user } = person;
  const { queries, categories, agents } = sources;
  if (!agents.isAgent(user)) return [];
  const counts = await countOpenTickets(queries, { team, agent: user });
  const choice = readChoice(await homeChoice(queries, { team, person: user }), categories);
  const within = { channel: choice.channel, user, categories, agents };
  const chosen = counts.filter((one) => isChosen(one, within));
  const total = totalOf(chosen);
  const list = { destinations: chosen.map(({ destination }) => destination), total };
  return [
    { type: 'header', text: plainText(headline(total.all)) },
    ...(await awayBlocks(person, sources)),
    homeMenus(choice, { total, counts, categories }),
    ...(await lists(choice, { list, person, sources })),
    ...byChannel(counts, categories),
  ];
};

/** What can be listed: tickets of some destinations, and how many these are. */
type List = { destinations: (string | null)[]; total: Record<OpenFilter, number> };

type Around = { list: List; person: HomePerson; sources: RenderSources };

async function lists({ filter, page }: ShownChoice, around: Around): Promise<KnownBlock[]> {
  if (filter === 'overview') {
    return [
      ...(await beginning('mine', filterTitles.mine, around)),
      ...(await beginning('new', 'New: nobody has them', around)),
      ...(await beginning('us', 'Waiting longest', around)),
    ];
  }
  const count = around.list.total[filter];
  const shown = pageOf(page, { count, size: ON_PAGE });
  const { skip, pages } = shown;
  const tickets = await ticketsOf(filter, { skip, most: ON_PAGE }, around);
  const which = pages > 1 ? `, page ${shown.page + 1} of ${pages}` : '';
  return [
    paragraph({ bold: `${filterTitles[filter]}: ${count}` }, which),
    ...(await lines(tickets, around)),
    ...pageButtons(shown, { before: 'Previous page', after: 'Next page' }),
  ];
}

/** The first tickets of a list, and the way to all of them. */
async function beginning(filter: OpenFilter, title: string, around: Around): Promise<KnownBlock[]> {
  const count = around.list.total[filter];
  if (count === 0) return [paragraph({ bold: `${title}: ` }, 'none')];
  const tickets = await ticketsOf(filter, { skip: 0, most: IN_OVERVIEW }, around);
  const heading = { type: 'section' as const, text: plainText(`${title}: ${count}`) };
  const all = button(`Show all ${count}`, `${HOME_FILTER}:${filter}`, filter);
  return [
    count > IN_OVERVIEW
      ? { ...heading, accessory: all }
      : paragraph({ bold: `${title}: ${count}` }),
    ...(await lines(tickets, around)),
  ];
}

async function ticketsOf(
  filter: OpenFilter,
  part: { skip: number; most: number },
  { list: { destinations }, person: { team, user }, sources: { queries, now } }: Around,
): Promise<OpenTicket[]> {
  if (destinations.length === 0) return [];
  return openTickets(queries, { team, agent: user, filter, destinations, at: now(), ...part });
}

async function lines(
  tickets: OpenTicket[],
  { person: { user }, sources }: Around,
): Promise<KnownBlock[]> {
  const { queries, channels, workspaceUrl } = sources;
  const desk = await sources.readDesk(queries);
  const ids = tickets.map(({ ticket }) => ticket.id);
  const cards = await postsAboutTickets(queries, 'ticket-card', ids);
  const blocks: KnownBlock[] = [];
  for (const open of tickets) {
    const { id, destination } = open.ticket;
    const channel = channelOf(channels, destination);
    const card = cards.find((one) => one.ticketId === id && one.channel === channel);
    const link = card && permalink({ workspaceUrl, channel, ts: card.ts });
    blocks.push(await openTicketLine(open, { user, link, desk, sources }));
  }
  return blocks;
}

function headline(open: number): string {
  if (open === 0) return 'No open tickets';
  return open === 1 ? '1 open ticket' : `${open} open tickets`;
}

/** How many tickets are open, by category: of all, whoever reads it. */
function byChannel(counts: OpenCounts[], categories: Category[]): KnownBlock[] {
  const named = [
    ...categories.map(({ id, title }) => ({ id, title })),
    { id: TRIAGE, title: TO_BE_SORTED },
  ];
  const pieces = named.flatMap(({ id, title }): Piece[] => {
    const { all } = totalOf(counts.filter((one) => destinationOf(one, categories) === id));
    return all === 0 ? [] : [`\n${title}: `, { bold: `${all}` }];
  });
  if (pieces.length === 0) return [];
  return [{ type: 'divider' }, paragraph({ bold: 'Open, by channel' }, ...pieces)];
}

function totalOf(counts: OpenCounts[]): Record<OpenFilter, number> {
  const sumOf = (filter: OpenFilter) => counts.reduce((sum, one) => sum + one[filter], 0);
  return {
    mine: sumOf('mine'),
    new: sumOf('new'),
    us: sumOf('us'),
    customer: sumOf('customer'),
    all: sumOf('all'),
  };
}
