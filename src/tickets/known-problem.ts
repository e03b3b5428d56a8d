import type { Queries } from '../database/open-database.ts';
import { goesOnIn, withMerged } from './merged-tickets.ts';
import type { ProblemUpdate } from './problem-update.ts';
import { lastUpdateOf } from './problem-update-store.ts';
import type { Ticket } from './ticket.ts';
import { loadTicket, loadTickets, ticketsJoining } from './ticket-store.ts';

/** A problem that several tickets are about. */
export type KnownProblem = {
  /** All that were linked to its main ticket, and what goes on as one with these. */
  all: Ticket[];
  /** Those of them that agents have, each once, the main one among them. */
  open: Ticket[];
  lastUpdate: ProblemUpdate | undefined;
};

/** The main ticket of the problem that this one is about, or one that goes on in it; undefined where that is itself. */
export async function mainOf(queries: Queries, ticket: Ticket): Promise<Ticket | undefined> {
  const seen = new Set([ticket.id]);
  let main: Ticket | undefined;
  let next = await linkedTo(queries, ticket);
  // Merging may have joined two problems.
  while (next && !seen.has(next.id)) {
    seen.add(next.id);
    main = next;
    next = await linkedTo(queries, next);
  }
  return main;
}

async function linkedTo(queries: Queries, ticket: Ticket): Promise<Ticket | undefined> {
  for (const { problem_of } of await withMerged(queries, ticket)) {
    if (problem_of === null) continue;
    const main = await goesOnIn(queries, await loadTicket(queries, problem_of));
    if (main.id !== ticket.id) return main;
  }
  return undefined;
}

/** The problem whose main ticket this is; undefined where none is linked to it. */
export async function problemOf(queries: Queries, main: Ticket): Promise<KnownProblem | undefined> {
  const all = new Map([[main.id, main]]);
  let added = [main];
  while (added.length > 0) {
    const below = await ticketsJoining(
      queries,
      added.map(({ id }) => id),
    );
    const above = await loadTickets(
      queries,
      added.flatMap(({ merged_into }) => merged_into ?? []),
    );
    added = [...below, ...above].filter(({ id }) => !all.has(id));
    for (const ticket of added) all.set(ticket.id, ticket);
  }
  const tickets = [...all.values()].toSorted((one, other) => one.number - other.number);
  const isLinked = tickets.some(({ id, problem_of }) => id !== main.id && problem_of !== null);
  if (!isLinked) return undefined;
  return {
    all: tickets,
    open: tickets.filter(({ status }) => status === 'routed'),
    lastUpdate: await lastUpdateOf(queries, [...all.keys()]),
  };
}
