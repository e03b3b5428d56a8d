import { LeftOut } from '../../outbox/messenger.ts';
import type { DeskInUse } from '../../settings/desk-in-use.ts';
import { ticketName } from '../../tickets/ticket.ts';
import { MOST_NAMED, type NamedTicket, namedInLine } from '../../waiting/due-line.ts';
import { OUTSIDE_HOURS } from '../../waiting/tell-due.ts';
import { cardLink } from './card-link.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

const NOTHING_LEFT = 'nothing-left';

/**
 * The line that tells a channel which answers are due. It names tickets and who has them, and nothing that
 * a customer wrote. Where nothing of it is left, or nobody is there any more, it is not posted.
 */
export async function renderDueLine(
  { about: { lineId }, team, ts }: MessageOf<'due-line'>,
  sources: RenderSources,
): Promise<Rendered> {
  const { queries, readDesk, channels, now, isPlain = false } = sources;
  const desk = await readDesk(queries);
  const named = await namedInLine(queries, { team, lineId }, { desk, channels, now: now() });
  const [first] = named;
  if (ts === null && !first) throw new LeftOut(NOTHING_LEFT);
  if (ts === null && desk.workingTime.backAt(now())) throw new LeftOut(OUTSIDE_HOURS);
  if (!first) return { text: ALL_DONE, blocks: [paragraph(ALL_DONE)] };
  const shown = named.slice(0, MOST_NAMED);
  const overdue = shown.filter(({ stage }) => stage === 'overdue');
  const soon = shown.filter(({ stage }) => stage === 'soon');
  const more = named.length - shown.length;
  const pieces = [
    ...(await group('Answers overdue: ', overdue, sources)),
    ...(overdue.length > 0 && soon.length > 0 ? ['. '] : []),
    ...(await group('Answers due soon: ', soon, sources)),
    more === 0 ? '.' : ` and ${more} more.`,
    ...escalations(named, { desk, isPlain }),
  ];
  return { text: countText(named), blocks: [paragraph(...pieces)] };
}

const ALL_DONE = 'What was due here is answered, or goes on elsewhere.';

async function group(
  heading: string,
  entries: readonly NamedTicket[],
  sources: RenderSources,
): Promise<Piece[]> {
  if (entries.length === 0) return [];
  const each = await Promise.all(entries.map((entry) => ticketPieces(entry, sources)));
  return [
    { bold: heading },
    ...each.flatMap((pieces, index) => (index === 0 ? pieces : [', ', ...pieces])),
  ];
}

async function ticketPieces(
  { ticket, channel, due, stage, mentioned }: NamedTicket,
  sources: RenderSources,
): Promise<Piece[]> {
  const { id: ticketId, holder } = ticket;
  const link = await cardLink({ ticketId, channel }, sources);
  const name = ticketName(ticket);
  return [
    link ? { link: name, url: link.url } : name,
    stage === 'overdue' ? ' (since ' : ' (by ',
    { date: due.at },
    ', ',
    holder === null ? 'nobody has it' : await holderPiece(holder, mentioned, sources),
    ')',
  ];
}

async function holderPiece(
  holder: string,
  mentioned: string | null,
  { profiles, agents }: RenderSources,
): Promise<Piece> {
  if (holder === mentioned && agents.isAgent(holder)) return { user: holder };
  return shortName(profiles, holder);
}

/** One mention for all that nobody has, also where the line only counts them. */
function escalations(
  named: readonly NamedTicket[],
  { desk, isPlain }: { desk: Pick<DeskInUse, 'escalateToOf'>; isPlain: boolean },
): Piece[] {
  const nobodys = named.filter(
    ({ ticket, mentioned }) =>
      ticket.holder === null && mentioned === desk.escalateToOf(ticket.destination),
  );
  return [...Map.groupBy(nobodys, ({ mentioned }) => mentioned ?? '')].flatMap(
    ([whom, entries]): Piece[] => {
      // Slack takes no mention of whom it does not know.
      const mention = isPlain ? `@${whom}` : mentionOf(whom);
      return [' ', mention, `: ${nobodyHas(entries)}`];
    },
  );
}

function mentionOf(whom: string): Piece {
  return whom.startsWith('S') ? { group: whom } : { user: whom };
}

function nobodyHas(entries: readonly NamedTicket[]): string {
  const [first] = entries;
  if (entries.length === 1 && first) return `nobody has ${ticketName(first.ticket)}.`;
  return `nobody has ${entries.length} that are overdue.`;
}

/** For a notification, which shows no links. */
function countText(named: readonly NamedTicket[]): string {
  const overdue = named.filter(({ stage }) => stage === 'overdue').length;
  const soon = named.length - overdue;
  const parts = [
    ...(overdue > 0 ? [`${overdue} overdue`] : []),
    ...(soon > 0 ? [`${soon} due soon`] : []),
  ];
  return `Answers: ${parts.join(', ')}`;
}
