import type { KnownBlock } from '@slack/web-api';
import { appTitle, inOneLine } from '../../conversations/transcript.ts';
import type { Identity } from '../../customers/identity.ts';
import { categoryTitle } from '../../desk/categories.ts';
import { channelOf } from '../../routing/agent-channels.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import type { OpenTicket } from '../../tickets/ticket-store.ts';
import { transcriptOf } from '../../tickets/ticket-transcript.ts';
import { summarizeOffline } from '../../triage/offline-engine.ts';
import { dueOf, type TargetsInUse } from '../../waiting/due.ts';
import { clip } from './clip.ts';
import { TO_BE_SORTED } from './home-menus.ts';
import { recordsWithheld } from './records-withheld.ts';
import type { RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

const LONGEST_NAME = 60;
const LONGEST_WORDS = 120;

/** Who reads a line, and what it is rendered from. */
type Around = { user: string; desk: TargetsInUse; sources: RenderSources };

/**
 * An open ticket in the Home tab of an agent: who it is from, what it is about, since when it waits,
 * who has it, and when an answer is due. Who is not among its agents reads its number, its category and how it stands.
 */
export async function openTicketLine(
  { ticket, triage }: OpenTicket,
  { user, link, desk, sources }: Around & { link: string | undefined },
): Promise<KnownBlock> {
  const title = categoryTitle(sources.categories, ticket.destination) ?? TO_BE_SORTED;
  if (!sources.agents.mayWorkOn(ticket, user)) {
    return paragraph({ bold: ticketName(ticket) }, ` · ${title} · ${briefState(ticket)}`);
  }
  const name: Piece =
    link === undefined ? { bold: ticketName(ticket) } : { link: ticketName(ticket), url: link };
  const customer = customerName(triage.identity);
  return paragraph(
    name,
    ` · ${title}${customer === '' ? '' : ` · ${customer}`}\n`,
    `${await firstWords({ ticket, triage }, sources)}\n`,
    ...(await state(ticket, { user, desk, sources })),
  );
}

function briefState({ answered_at, holder }: Ticket): string {
  if (answered_at !== null) return 'waiting for the customer';
  return holder === null ? 'new' : 'taken';
}

async function state(ticket: Ticket, { user, desk, sources }: Around): Promise<Piece[]> {
  const { status, answered_at, holder, turn_since, snoozed_until } = ticket;
  const has = holder === user ? 'you' : holder && (await shortName(sources.profiles, holder));
  if (answered_at !== null) {
    return ['Waiting for the customer since ', { date: answered_at }, has ? `, with ${has}` : ''];
  }
  const isNew = status === 'triaging' ? 'Being sorted' : 'New';
  const due = dueOf(ticket, desk);
  const isSnoozed = snoozed_until !== null && snoozed_until > sources.now();
  return [
    `${has ? `With ${has}` : isNew}, waiting since `,
    { date: turn_since },
    ...(isSnoozed ? [', snoozed until ', { date: snoozed_until }] : []),
    ...(due ? [', answer due by ', { date: due.at }] : []),
  ];
}

function customerName(identity: Identity | undefined): string {
  if (!identity) return '';
  const { name, email } = identity;
  const isApp = email.status === 'untrusted' && email.reason === 'app';
  return clip(inOneLine(isApp ? appTitle(name) : name), LONGEST_NAME);
}

/**
 * The summary's first words. A model's may hold some of the records, so where these are withheld, and
 * before there is one, the customer's own words take its place.
 */
async function firstWords(
  { ticket, triage: { opinion } }: OpenTicket,
  { queries, channels, channelLookup }: RenderSources,
): Promise<string> {
  const isWithheld = async () =>
    recordsWithheld(await channelLookup.lookUp(channelOf(channels, ticket.destination)));
  const isShown = opinion && (opinion.engine.kind === 'offline' || !(await isWithheld()));
  const words = isShown ? opinion.summary : summarizeOffline(await transcriptOf(queries, ticket));
  return clip(inOneLine(words), LONGEST_WORDS);
}
