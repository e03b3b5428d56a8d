import type { Message } from '../conversations/message.ts';
import { transcriptLines } from '../conversations/transcript.ts';
import type { Queries } from '../database/open-database.ts';
import { categoryById } from '../desk/categories.ts';
import type { Category } from '../desk/desk.ts';
import { withMerged } from '../tickets/merged-tickets.ts';
import { lastReplyAt } from '../tickets/reply-store.ts';
import { messagesToSplit } from '../tickets/splitting.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { loadTriage, ticketsOf } from '../tickets/ticket-store.ts';
import { addressOf } from '../tickets/ticket-transcript.ts';
import { type SecondProblem, UNCLEAR } from '../tickets/triage-record.ts';
import { clearCategory, createOfflineVoter } from './offline-vote.ts';

/** What of a ticket seems to be about something else: the category of it, and which messages. */
export type ProposedSplit = { category: string; messages: Message[] };

/**
 * Finds what agents may want to split off a ticket: what the model takes for a second problem, or,
 * where it was not asked or did not say, what the desk's keywords do. It is a proposal, until agents
 * answer the customer or split something off.
 */
export async function proposedSplit(
  queries: Queries,
  ticket: Ticket,
  categories: Category[],
): Promise<ProposedSplit | undefined> {
  if (ticket.status !== 'routed' || (await isDecidedByAgents(queries, ticket))) return undefined;
  const messages = await messagesToSplit(queries, ticket);
  const { secondProblem } = await loadTriage(queries, ticket.id);
  const proposed =
    secondProblem === undefined
      ? byKeywords(messages, ticket, categories)
      : byModel(messages, secondProblem);
  if (!proposed || !categoryById(categories, proposed.category)) return undefined;
  const { category, messages: theirs } = proposed;
  const isApart = theirs.length > 0 && theirs.length < messages.length;
  return isApart && category !== ticket.destination ? proposed : undefined;
}

async function isDecidedByAgents(queries: Queries, ticket: Ticket): Promise<boolean> {
  if (ticket.answered_at !== null) return true;
  for (const { id, conversation_id } of await withMerged(queries, ticket)) {
    const others = await ticketsOf(queries, conversation_id);
    if (others.some(({ split_from }) => split_from === id)) return true;
    if (await lastReplyAt(queries, id)) return true;
  }
  return false;
}

/** The messages as they are now: some may have been deleted since. */
function byModel(messages: Message[], second: SecondProblem | null): ProposedSplit | undefined {
  if (!second) return undefined;
  const theirs = messages.filter((message) => second.messages.includes(addressOf(message)));
  return { category: second.category, messages: theirs };
}

/** Messages that clearly match another category than the first ones. */
function byKeywords(
  messages: Message[],
  { destination }: Pick<Ticket, 'destination'>,
  categories: Category[],
): ProposedSplit | undefined {
  const vote = createOfflineVoter(categories);
  const found = messages
    .map((message) => ({ message, category: clearCategory(vote(transcriptLines([message]))) }))
    .filter(({ category }) => category !== UNCLEAR);
  const isOfTicket = found.some(({ category }) => category === destination);
  const main = isOfTicket ? destination : found[0]?.category;
  const second = found.find(({ category }) => category !== main)?.category;
  if (second === undefined) return undefined;
  const theirs = found.filter(({ category }) => category === second);
  return { category: second, messages: theirs.map(({ message }) => message) };
}
