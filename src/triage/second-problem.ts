import type { Message } from '../conversations/message.ts';
import { transcriptLines } from '../conversations/transcript.ts';
import type { Category } from '../desk/desk.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { UNCLEAR } from '../tickets/triage-record.ts';
import { classifyOffline } from './offline-engine.ts';

/** What of a ticket is about something else: the category of it, and which messages. */
export type SecondProblem = { category: string; messages: Message[] };

/**
 * Finds a second problem in what a customer wrote: messages that clearly match another category than
 * the first ones, by the desk's keywords alone. It is a proposal; agents decide.
 */
export function secondProblem(
  messages: Message[],
  { destination }: Pick<Ticket, 'destination'>,
  categories: Category[],
): SecondProblem | undefined {
  const found = messages
    .map((message) => ({ message, category: categoryOf(message, categories) }))
    .filter(({ category }) => category !== UNCLEAR);
  const isOfTicket = found.some(({ category }) => category === destination);
  const main = isOfTicket ? destination : found[0]?.category;
  const second = found.find(({ category }) => category !== main)?.category;
  if (second === undefined) return undefined;
  const theirs = found.filter(({ category }) => category === second);
  return { category: second, messages: theirs.map(({ message }) => message) };
}

function categoryOf(message: Message, categories: Category[]): string {
  return classifyOffline(transcriptLines([message]), categories).category;
}
