import type { Message } from '../conversations/message.ts';
import { handOver, messagesOwned, type Owned } from '../conversations/message-store.ts';
import { byTs, timeOf } from '../conversations/slack-ts.ts';
import {
  inOneLine,
  isPartOfTranscript,
  shownWords,
  transcriptLines,
} from '../conversations/transcript.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import { withMerged } from './merged-tickets.ts';
import type { Ticket } from './ticket.ts';
import { isSplit } from './ticket-of-message.ts';
import { ticketsOf } from './ticket-store.ts';

/** What was written before the escalation; later messages reach the agents as follow-ups. */
export async function transcriptOf(queries: Queries, ticket: Ticket): Promise<TranscriptLine[]> {
  return transcriptLines(await transcriptMessages(queries, ticket));
}

/** The messages of a transcript, of which each is a line of it. */
export async function transcriptMessages(queries: Queries, ticket: Ticket): Promise<Message[]> {
  const { transcript_until } = ticket;
  const messages = await messagesOwned(queries, await ownedBy(queries, ticket));
  return messages.filter(
    (message) =>
      isPartOfTranscript(message) && (transcript_until === null || message.ts <= transcript_until),
  );
}

/** The transcript that the agents get. What comes too late for it is a follow-up. */
export async function handOverTranscript(
  transaction: Transaction,
  ticket: Ticket,
): Promise<TranscriptLine[]> {
  const owned = await ownedBy(transaction, ticket);
  return transcriptLines(await handOver(transaction, owned, { until: ticket.transcript_until }));
}

/** What concerns a ticket: of its own messages, and of all that were merged into it. */
export async function messagesOfTicket(queries: Queries, ticket: Ticket): Promise<Message[]> {
  const byAddress = new Map<string, Message>();
  for (const one of await withMerged(queries, ticket)) {
    const owned = await ownedBy(queries, one);
    for (const message of await messagesOwned(queries, owned)) {
      byAddress.set(addressOf(message), message);
    }
  }
  return [...byAddress.values()].toSorted(byTs);
}

/** Slack's own time of the last of them, so that no clock's error cuts it off. */
export async function lastTsOfTicket(queries: Queries, ticket: Ticket): Promise<string> {
  return (await messagesOfTicket(queries, ticket)).at(-1)?.ts ?? '';
}

/** When its customer wrote last. */
export async function lastCustomersWords(
  queries: Queries,
  ticket: Ticket,
): Promise<Date | undefined> {
  const messages = await messagesOfTicket(queries, ticket);
  const last = messages.findLast(({ role }) => role === 'customer');
  return last && timeOf(last.ts);
}

/** What its customer began with, in a line. */
export async function openingWords(queries: Queries, ticket: Ticket): Promise<string> {
  const messages = await messagesOfTicket(queries, ticket);
  const said = messages.filter((message) => message.role === 'customer').filter(isPartOfTranscript);
  const [first] = said;
  return first ? inOneLine(shownWords(first)) : '';
}

export function addressOf({ channel, ts }: Pick<Message, 'channel' | 'ts'>): string {
  return `${channel}:${ts}`;
}

/** A message that agents get by itself, and whether it was written before the transcript ended. */
export type LaterMessage = { message: Message; isLate: boolean };

/**
 * What agents get one by one: what was written since the escalation, or came too late for the
 * transcript, and what came to merged tickets after their messages were handed over together. Without
 * what the bot wrote: agents have their replies.
 */
export async function laterMessages(queries: Queries, ticket: Ticket): Promise<LaterMessage[]> {
  const [, ...merged] = await withMerged(queries, ticket);
  const later = await laterOf(queries, ticket);
  for (const one of merged) {
    const given = await messagesOwned(queries, { ticketId: one.id });
    const notHandedOver = given.filter(({ handed_to }) => !handed_to.includes(ticket.id));
    later.push(...notHandedOver.map((message) => ({ message, isLate: isTooLate(message, one) })));
  }
  return later
    .filter(({ message }) => isForAgents(message))
    .toSorted((one, other) => byTs(one.message, other.message));
}

async function laterOf(queries: Queries, ticket: Ticket): Promise<LaterMessage[]> {
  const { id, transcript_until: until } = ticket;
  if (until === null) return [];
  const owned = await ownedBy(queries, ticket);
  // Where a ticket was split, what nobody has decided about yet has a job that does.
  const isUndecidedOurs = 'conversationId' in owned && owned.notOf.length === 0;
  return (await messagesOwned(queries, owned))
    .map((message) => ({ message, isLate: isTooLate(message, ticket) }))
    .filter(({ message: { ts, ticket_id }, isLate }) => {
      if (ts <= until) return isLate && ticket_id === id;
      return ticket_id === id || (ticket_id === null && isUndecidedOurs);
    });
}

/** Whether a message came too late for the transcript that it belongs to. */
export function isTooLate(
  { ts, is_handed_over }: Pick<Message, 'ts' | 'is_handed_over'>,
  { transcript_until }: Pick<Ticket, 'transcript_until'>,
): boolean {
  return transcript_until !== null && ts <= transcript_until && !is_handed_over;
}

function isForAgents(message: Message): boolean {
  return message.role !== 'bot' && message.reply_id === null && isPartOfTranscript(message);
}

/** A split ticket has what was given to it; any other, what its conversation has without what was split off. */
async function ownedBy(
  queries: Queries,
  { id, conversation_id: conversationId, split_from }: Ticket,
): Promise<Owned> {
  if (split_from !== null) return { ticketId: id };
  const splits = (await ticketsOf(queries, conversationId)).filter(isSplit);
  return { conversationId, notOf: splits.map((split) => split.id) };
}
