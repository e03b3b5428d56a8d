import type { Queries } from '../database/open-database.ts';
import { type AgentChannels, channelOf } from '../routing/agent-channels.ts';
import { type TicketToAnswer, ticketsToAnswer } from '../tickets/ticket-store.ts';
import { type Due, dueOf, type Stage, stageOf, type TargetsInUse } from './due.ts';
import { type DueTelling, tellingsOfLine } from './due-telling-store.ts';

/** A ticket whose answer is due, or soon, in the channel that it is in. */
export type DueTicket = { ticket: TicketToAnswer; channel: string; due: Due; stage: Stage };

/** One as a line names it. */
export type NamedTicket = DueTicket & {
  /** Whom the line mentions for it. */
  mentioned: string | null;
};

/** So many tickets are named in a line; the others are counted. */
export const MOST_NAMED = 10;

type Sources = { desk: TargetsInUse; channels: AgentChannels; now: Date };

/** Those of some tickets whose answer is due, or soon, by what a telling of them has in common with them. */
export function dueTickets(
  tickets: readonly TicketToAnswer[],
  { desk, channels, now }: Sources,
): Map<string, DueTicket> {
  const found = new Map<string, DueTicket>();
  for (const ticket of tickets) {
    const due = dueOf(ticket, desk);
    const stage = due && stageOf(due, now);
    if (!due || !stage) continue;
    const channel = channelOf(channels, ticket.destination);
    found.set(keyOf(ticket.id, channel, due.countedFrom), { ticket, channel, due, stage });
  }
  return found;
}

/** What agents are told once: a ticket, in one channel, each time that it is due again. */
export function keyOfTelling({ ticket_id, channel, counted_from }: DueTelling): string {
  return keyOf(ticket_id, channel, counted_from);
}

function keyOf(ticketId: string, channel: string, countedFrom: Date): string {
  return `${ticketId} ${channel} ${countedFrom.getTime()}`;
}

/** What still is to be in a line, in its order: what was answered, moved, snoozed or closed is not. */
export async function namedInLine(
  queries: Queries,
  { team, lineId }: { team: string; lineId: string },
  sources: Sources,
): Promise<NamedTicket[]> {
  const tellings = await tellingsOfLine(queries, lineId);
  const ids = tellings.map(({ ticket_id }) => ticket_id);
  const due = dueTickets(await ticketsToAnswer(queries, { team, ids }), sources);
  const named = tellings.flatMap((telling) => {
    const found = due.get(keyOfTelling(telling));
    if (!found) return [];
    return [{ ...found, mentioned: telling.mentioned_by === lineId ? telling.mentioned : null }];
  });
  return inOrder(named);
}

/** What is overdue for longest comes first, then what is due next. */
export function inOrder<Some extends DueTicket>(entries: readonly Some[]): Some[] {
  const rank = ({ stage }: DueTicket) => (stage === 'overdue' ? 0 : 1);
  return entries.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      one.due.at.getTime() - other.due.at.getTime() ||
      one.ticket.number - other.ticket.number,
  );
}
