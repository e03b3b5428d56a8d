import type { KnownBlock } from '@slack/web-api';
import { categoryTitle } from '../../desk/categories.ts';
import { postsAboutTickets } from '../../outbox/outbox-store.ts';
import { goesOnIn } from '../../tickets/merged-tickets.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { countAllTicketsOf, latestTicketsOf } from '../../tickets/ticket-store.ts';
import { homeChoice } from '../workspace/home-store.ts';
import { permalink } from '../workspace/permalink.ts';
import { ESCALATE_HOME } from './action-ids.ts';
import { agentName } from './agent-name.ts';
import { dateToken } from './date-token.ts';
import { type HomePage, pageButtons, pageOf } from './home-pages.ts';
import type { HomePart, HomePerson } from './home-part.ts';
import { button, plainText } from './plain-text.ts';
import type { RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { fallbackText } from './shown.ts';
import type { Words } from './words.ts';

const ON_PAGE = 10;

/** To an agent their own requests are the lesser part. */
const AGENTS_OWN = 5;

/** What a customer needs to know: what the bot does, the way to a person, and their own requests. */
export const customersHome: HomePart = async (person, sources) => {
  const { team, user: customer } = person;
  const { queries, agents, texts } = sources;
  const words = await texts.readBy(customer);
  const count = await countAllTicketsOf(queries, { team, customer });
  if (agents.isAgent(customer)) {
    if (count === 0) return [];
    const shown = { page: 0, pages: 1, skip: 0 };
    const own = { count, shown, most: AGENTS_OWN, words };
    return [{ type: 'divider' }, ...(await requests(person, own, sources))];
  }
  const choice = await homeChoice(queries, { team, person: customer });
  const shown = pageOf(choice?.page ?? 0, { count, size: ON_PAGE });
  const talk = button(words.plain('button.talk'), ESCALATE_HOME);
  return [
    { type: 'header', text: plainText(words.plain('home.title')) },
    paragraph(words.plain('home.introduction')),
    { type: 'actions', elements: [{ ...talk, style: 'primary' }] },
    { type: 'divider' },
    ...(await requests(person, { count, shown, most: ON_PAGE, words }, sources)),
    ...pageButtons(shown, { before: words.plain('home.newer'), after: words.plain('home.older') }),
  ];
};

type Requests = { count: number; shown: HomePage; most: number; words: Words };

async function requests(
  { team, user: customer }: HomePerson,
  { count, shown, most, words }: Requests,
  sources: RenderSources,
): Promise<KnownBlock[]> {
  const { queries } = sources;
  const tickets = await latestTicketsOf(queries, { team, customer, skip: shown.skip, most });
  // How many there are, where not all of them are shown.
  const howMany = count > tickets.length ? `: ${count}` : '';
  const blocks: KnownBlock[] = [paragraph({ bold: `${words.plain('home.requests')}${howMany}` })];
  if (tickets.length === 0) return [...blocks, paragraph(words.plain('home.no-requests'))];
  const ids = tickets.map(({ id }) => id);
  const statuses = await postsAboutTickets(queries, 'ticket-status', ids);
  for (const ticket of tickets) {
    const status = statuses.find(({ ticketId }) => ticketId === ticket.id);
    blocks.push(...(await request(ticket, { status, words, sources })));
  }
  return blocks;
}

/** Where its status is, which opens a thread or is in the one that the customer began. */
type Status = { channel: string; thread: string | null; ts: string };

async function request(
  ticket: Ticket,
  { status, words, sources }: { status: Status | undefined; words: Words; sources: RenderSources },
): Promise<KnownBlock[]> {
  const { categories, workspaceUrl } = sources;
  const title = categoryTitle(categories, ticket.destination);
  const name = ticketName(ticket);
  const place = status && { channel: status.channel, ts: status.thread ?? status.ts };
  const linked: Piece = place
    ? { link: name, url: permalink({ workspaceUrl, ...place }) }
    : { bold: name };
  const at = ticket.escalated_at;
  const state = fallbackText([await stateOf(ticket, { words, sources })]);
  const text = `${state} · ${dateToken(at, words.date(at).inWords)}`;
  return [
    paragraph(linked, title === undefined ? '' : ` · ${title}`),
    { type: 'context', elements: [{ type: 'mrkdwn', text }] },
  ];
}

/** How far a request has come, in words for its customer. */
async function stateOf(
  ticket: Ticket,
  { words, sources }: { words: Words; sources: RenderSources },
): Promise<string> {
  const { status, merged_into, answered_at, holder, is_no_request } = ticket;
  if (merged_into !== null) {
    const other = ticketName(await goesOnIn(sources.queries, ticket));
    return words.plain('home.goes-on', { other });
  }
  if (status === 'resolved') return words.plain(is_no_request ? 'home.closed' : 'home.resolved');
  if (status === 'triaging') return words.plain('home.on-its-way');
  if (answered_at !== null) return words.plain('home.waiting-for-you');
  if (holder === null) return words.plain('home.with-team');
  return words.plain('home.with-agent', { agent: await agentName(holder, sources) });
}
