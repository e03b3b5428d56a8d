import type { KnownBlock } from '@slack/web-api';
import { categoryTitle } from '../../desk/categories.ts';
import { postsAboutTickets } from '../../outbox/outbox-store.ts';
import { goesOnIn } from '../../tickets/merged-tickets.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { countAllTicketsOf, latestTicketsOf } from '../../tickets/ticket-store.ts';
import { escapeText } from '../reading/plain-text.ts';
import { homeChoice } from '../workspace/home-store.ts';
import { permalink } from '../workspace/permalink.ts';
import { ESCALATE_HOME } from './action-ids.ts';
import { agentName } from './agent-name.ts';
import { dateToken } from './date-token.ts';
import { type HomePage, pageButtons, pageOf } from './home-pages.ts';
import type { HomePart, HomePerson } from './home-part.ts';
import { button } from './plain-text.ts';
import type { RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';

const ON_PAGE = 10;

/** To an agent their own requests are the lesser part. */
const AGENTS_OWN = 5;

/** What a customer needs to know: what the bot does, the way to a person, and their own requests. */
export const customersHome: HomePart = async (person, sources) => {
  const { team, user: customer } = person;
  const { queries, agents } = sources;
  const count = await countAllTicketsOf(queries, { team, customer });
  if (agents.isAgent(customer)) {
    if (count === 0) return [];
    const shown = { page: 0, pages: 1, skip: 0 };
    const own = { count, shown, most: AGENTS_OWN };
    return [{ type: 'divider' }, ...(await requests(person, own, sources))];
  }
  const choice = await homeChoice(queries, { team, person: customer });
  const shown = pageOf(choice?.page ?? 0, { count, size: ON_PAGE });
  return [
    { type: 'header', text: { type: 'plain_text', text: HOW_CAN_WE_HELP, emoji: false } },
    paragraph(WHAT_IT_DOES),
    { type: 'actions', elements: [{ ...button(TALK, ESCALATE_HOME), style: 'primary' }] },
    { type: 'divider' },
    ...(await requests(person, { count, shown, most: ON_PAGE }, sources)),
    ...pageButtons(shown, { before: NEWER, after: OLDER }),
  ];
};

const HOW_CAN_WE_HELP = 'How can we help?';
const WHAT_IT_DOES =
  'Write to me under Messages and tell me everything that matters. When you want to talk to a person, I bring what you wrote to the right team, so you need not repeat anything.';
const TALK = 'Talk to a person';
const YOUR_REQUESTS = 'Your requests';
const NONE_YET = 'You have none yet.';
const NEWER = 'Newer';
const OLDER = 'Older';

/** How many there are, where not all of them are shown. */
function howMany({ count, shown }: { count: number; shown: number }): string {
  return count > shown ? `: ${count}` : '';
}

async function requests(
  { team, user: customer }: HomePerson,
  { count, shown, most }: { count: number; shown: HomePage; most: number },
  sources: RenderSources,
): Promise<KnownBlock[]> {
  const { queries } = sources;
  const tickets = await latestTicketsOf(queries, { team, customer, skip: shown.skip, most });
  const blocks: KnownBlock[] = [
    paragraph({ bold: `${YOUR_REQUESTS}${howMany({ count, shown: tickets.length })}` }),
  ];
  if (tickets.length === 0) return [...blocks, paragraph(NONE_YET)];
  const ids = tickets.map(({ id }) => id);
  const statuses = await postsAboutTickets(queries, 'ticket-status', ids);
  for (const ticket of tickets) {
    const status = statuses.find(({ ticketId }) => ticketId === ticket.id);
    blocks.push(...(await request(ticket, { status, sources })));
  }
  return blocks;
}

/** Where its status is, which opens a thread or is in the one that the customer began. */
type Status = { channel: string; thread: string | null; ts: string };

async function request(
  ticket: Ticket,
  { status, sources }: { status: Status | undefined; sources: RenderSources },
): Promise<KnownBlock[]> {
  const { categories, workspaceUrl } = sources;
  const title = categoryTitle(categories, ticket.destination);
  const name = ticketName(ticket);
  const at = status && { channel: status.channel, ts: status.thread ?? status.ts };
  const linked: Piece = at
    ? { link: name, url: permalink({ workspaceUrl, ...at }) }
    : { bold: name };
  const words = `${escapeText(await stateOf(ticket, sources))} · ${dateToken(ticket.escalated_at)}`;
  return [
    paragraph(linked, title === undefined ? '' : ` · ${title}`),
    { type: 'context', elements: [{ type: 'mrkdwn', text: words }] },
  ];
}

/** How far a request has come, in words for its customer. */
async function stateOf(ticket: Ticket, sources: RenderSources): Promise<string> {
  const { status, merged_into, answered_at, holder, is_no_request } = ticket;
  if (merged_into !== null) return goesOn(ticketName(await goesOnIn(sources.queries, ticket)));
  if (status === 'resolved') return is_no_request ? CLOSED : RESOLVED;
  if (status === 'triaging') return ON_ITS_WAY;
  if (answered_at !== null) return WAITING_FOR_YOU;
  return holder === null ? WITH_OUR_TEAM : withAgent(await agentName(holder, sources));
}

const ON_ITS_WAY = 'On its way to our team';
const WITH_OUR_TEAM = 'With our team';
const WAITING_FOR_YOU = 'Waiting for your answer';
const RESOLVED = 'Resolved';
const CLOSED = 'Closed';

function withAgent(name: string): string {
  return `With ${name}`;
}

function goesOn(name: string): string {
  return `Goes on in ${name}`;
}
