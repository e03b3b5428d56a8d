import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { conversationIdsOf } from '../conversations/conversation-store.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf, Tables } from '../database/tables.ts';
import type { ModelUse } from '../llm/model-use.ts';
import { Ticket, TicketRow } from './ticket.ts';
import { TriageRecord } from './triage-record.ts';

declare module '../database/tables.ts' {
  interface Tables {
    tickets: TableOf<typeof TicketRow>;
  }
}

export async function loadTicket(queries: Queries, id: string): Promise<Ticket> {
  const row = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return Ticket.parse(row);
}

/** What triage has found out about a ticket so far. */
export async function loadTriage(queries: Queries, id: string): Promise<TriageRecord> {
  const { triage } = await queries
    .selectFrom('tickets')
    .select('triage')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return TriageRecord.parse(triage);
}

/** Loads a ticket and keeps others from changing it until the transaction ends. */
export async function lockTicket(transaction: Transaction, id: string): Promise<Ticket> {
  const row = await transaction
    .selectFrom('tickets')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return Ticket.parse(row);
}

/** The tickets of a conversation, the latest first. */
export async function ticketsOf(queries: Queries, conversationId: string): Promise<Ticket[]> {
  const rows = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => Ticket.parse(row));
}

/** The tickets that were merged into one, not those that were merged into these. */
export async function ticketsMergedInto(queries: Queries, id: string): Promise<Ticket[]> {
  const rows = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('merged_into', '=', id)
    .orderBy('number')
    .execute();
  return rows.map((row) => Ticket.parse(row));
}

/** The tickets that were linked to any of these, as about their problem. */
export async function ticketsOfProblem(queries: Queries, ids: string[]): Promise<Ticket[]> {
  if (ids.length === 0) return [];
  const rows = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('problem_of', 'in', ids)
    .orderBy('number')
    .execute();
  return rows.map((row) => Ticket.parse(row));
}

/** The tickets that were linked to any of these, or merged into one. */
export async function ticketsJoining(queries: Queries, ids: string[]): Promise<Ticket[]> {
  if (ids.length === 0) return [];
  const rows = await queries
    .selectFrom('tickets')
    .selectAll()
    .where(({ eb, or }) => or([eb('problem_of', 'in', ids), eb('merged_into', 'in', ids)]))
    .execute();
  return rows.map((row) => Ticket.parse(row));
}

export async function loadTickets(queries: Queries, ids: string[]): Promise<Ticket[]> {
  if (ids.length === 0) return [];
  const rows = await queries.selectFrom('tickets').selectAll().where('id', 'in', ids).execute();
  return rows.map((row) => Ticket.parse(row));
}

/** Stores which ticket's problem some are about; null: of none but their own. */
export async function setProblem(
  transaction: Transaction,
  ids: string[],
  problemOf: string | null,
): Promise<void> {
  if (ids.length === 0) return;
  await transaction
    .updateTable('tickets')
    .set({ problem_of: problemOf })
    .where('id', 'in', ids)
    .execute();
}

/** Lets one transaction at a time decide which tickets are about one problem. */
export async function lockProblems(transaction: Transaction, team: string): Promise<void> {
  const key = `problems:${team}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(transaction);
}

/** The tickets that agents have, newest first, each with its summary as far as there is one. */
export async function summariesOfRouted(
  queries: Queries,
  team: string,
): Promise<{ ticket: Ticket; summary: string; isByModel: boolean }[]> {
  const rows = await queries
    .selectFrom('tickets')
    .selectAll('tickets')
    .select([
      sql<string | null>`triage -> 'opinion' ->> 'summary'`.as('summary'),
      sql<string | null>`triage -> 'opinion' -> 'engine' ->> 'kind'`.as('engine'),
    ])
    .where('team', '=', team)
    .where('status', '=', 'routed')
    .orderBy('number', 'desc')
    .execute();
  return rows.map(({ summary, engine, ...row }) => ({
    ticket: Ticket.parse(row),
    summary: summary ?? '',
    isByModel: engine !== 'offline',
  }));
}

/** What triage has found out about some tickets. */
export async function loadTriages(queries: Queries, ids: string[]): Promise<TriageRecord[]> {
  if (ids.length === 0) return [];
  const rows = await queries
    .selectFrom('tickets')
    .select('triage')
    .where('id', 'in', ids)
    .execute();
  return rows.map(({ triage }) => TriageRecord.parse(triage));
}

/** A customer's tickets that agents have, from every place, oldest first. */
export async function routedTicketsOf(
  queries: Queries,
  { team, customer }: { team: string; customer: string },
): Promise<Ticket[]> {
  const rows = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('conversation_id', 'in', conversationIdsOf(queries, { team, customer }))
    .where('status', '=', 'routed')
    .orderBy('number')
    .execute();
  return rows.map((row) => Ticket.parse(row));
}

/** A customer's latest tickets, from every place, newest first. */
export async function latestTicketsOf(
  queries: Queries,
  {
    team,
    customer,
    most,
    skip = 0,
  }: { team: string; customer: string; most: number; skip?: number },
): Promise<Ticket[]> {
  const rows = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('conversation_id', 'in', conversationIdsOf(queries, { team, customer }))
    .orderBy('number', 'desc')
    .offset(skip)
    .limit(most)
    .execute();
  return rows.map((row) => Ticket.parse(row));
}

/** How many tickets a customer has ever had, from every place. */
export async function countAllTicketsOf(
  queries: Queries,
  { team, customer }: { team: string; customer: string },
): Promise<number> {
  const { count } = await queries
    .selectFrom('tickets')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('conversation_id', 'in', conversationIdsOf(queries, { team, customer }))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How many tickets a customer has had from a time on, up to a number. */
export async function countTicketsOf(
  queries: Queries,
  { team, customer, since, until }: { team: string; customer: string; since: Date; until: number },
): Promise<number> {
  const { count } = await queries
    .selectFrom('tickets')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('conversation_id', 'in', conversationIdsOf(queries, { team, customer }))
    .where('escalated_at', '>', since)
    .where('number', '<=', until)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A customer's latest tickets before one of theirs, newest first. */
export async function earlierTicketsOf(
  queries: Queries,
  {
    team,
    customer,
    before,
    most,
  }: { team: string; customer: string; before: number; most: number },
): Promise<Ticket[]> {
  const rows = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('conversation_id', 'in', conversationIdsOf(queries, { team, customer }))
    .where('number', '<', before)
    .orderBy('number', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => Ticket.parse(row));
}

/** Which of the open tickets: `us` and `customer` are those whose turn it is. */
export type OpenFilter = 'mine' | 'new' | 'us' | 'customer' | 'all';

/** How many open tickets of a destination there are, of each kind. */
export type OpenCounts = { destination: string | null } & Record<OpenFilter, number>;

/** The ids of the tickets in which it is the agents' turn. */
export async function waitingTicketIds(queries: Queries, team: string): Promise<string[]> {
  const rows = await queries
    .selectFrom('tickets')
    .select('id')
    .where('team', '=', team)
    .where('status', '!=', 'resolved')
    .where('answered_at', 'is', null)
    .orderBy('number')
    .execute();
  return rows.map(({ id }) => id);
}

/** How many tickets are not resolved, by destination; null for those still under triage. */
export async function countOpenTickets(
  queries: Queries,
  { team, agent }: { team: string; agent: string },
): Promise<OpenCounts[]> {
  const rows = await queries
    .selectFrom('tickets')
    .select(({ fn, eb }) => [
      'destination',
      fn.countAll<number>().as('all'),
      fn
        .countAll<number>()
        .filterWhere(isAmong(eb, 'mine', agent))
        .as('mine'),
      fn
        .countAll<number>()
        .filterWhere(isAmong(eb, 'new', agent))
        .as('new'),
      fn
        .countAll<number>()
        .filterWhere(isAmong(eb, 'us', agent))
        .as('us'),
      fn
        .countAll<number>()
        .filterWhere(isAmong(eb, 'customer', agent))
        .as('customer'),
    ])
    .where('team', '=', team)
    .where('status', '!=', sql.lit('resolved' as const))
    .groupBy('destination')
    .execute();
  return rows.map((row) => OpenCounts.parse(row));
}

const Count = z.coerce.number();
const OpenCounts = z.object({
  destination: z.string().nullable(),
  mine: Count,
  new: Count,
  us: Count,
  customer: Count,
  all: Count,
});

/** A ticket that is not resolved, with what triage has found out about it. */
export type OpenTicket = { ticket: Ticket; triage: TriageRecord };

/**
 * Some of the tickets that are not resolved: first those that wait for agents, longest waiting first, then
 * those that are snoozed, then those that wait for their customers.
 */
export async function openTickets(
  queries: Queries,
  {
    team,
    agent,
    filter,
    destinations,
    at,
    skip,
    most,
  }: {
    team: string;
    agent: string;
    filter: OpenFilter;
    /** Now, for what is snoozed. */
    at: Date;
    /** Null for those still under triage. */
    destinations: readonly (string | null)[];
    skip: number;
    most: number;
  },
): Promise<OpenTicket[]> {
  const decided = destinations.filter((destination) => destination !== null);
  const rows = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('team', '=', team)
    .where('status', '!=', sql.lit('resolved' as const))
    .where((eb) => isAmong(eb, filter, agent))
    .where(({ eb, or }) =>
      or([
        ...(decided.length > 0 ? [eb('destination', 'in', decided)] : []),
        ...(decided.length < destinations.length ? [eb('destination', 'is', null)] : []),
      ]),
    )
    .orderBy(({ eb }) => eb('answered_at', 'is not', null))
    .orderBy(({ eb, fn, lit }) => fn.coalesce(eb('snoozed_until', '>', at), lit(false)))
    .orderBy(({ fn }) => fn.coalesce('answered_at', 'turn_since'))
    .orderBy('number')
    .offset(skip)
    .limit(most)
    .execute();
  return rows.map((row) => ({ ticket: Ticket.parse(row), triage: TriageRecord.parse(row.triage) }));
}

function isAmong(
  eb: ExpressionBuilder<Tables, 'tickets'>,
  filter: OpenFilter,
  agent: string,
): Expression<SqlBool> {
  switch (filter) {
    case 'mine':
      return eb('holder', '=', agent);
    case 'new':
      return eb.and([eb('holder', 'is', null), eb('answered_at', 'is', null)]);
    case 'us':
      return eb('answered_at', 'is', null);
    case 'customer':
      return eb('answered_at', 'is not', null);
    case 'all':
      return eb.lit(true);
  }
}

export async function insertTicket(
  transaction: Transaction,
  ticket: Pick<
    Ticket,
    | 'id'
    | 'team'
    | 'number'
    | 'conversation_id'
    | 'door'
    | 'escalated_by'
    | 'escalated_at'
    | 'transcript_until'
  > & { split_from?: string },
): Promise<Ticket> {
  const row = await transaction
    .insertInto('tickets')
    .values({ ...ticket, turn_since: ticket.escalated_at, status: 'triaging' })
    .returningAll()
    .executeTakeFirstOrThrow();
  return Ticket.parse(row);
}

/**
 * Stores parts of what triage has found out, so that a restart does not ask for them again. The
 * other parts stay as they are, also where somebody writes one at the same time.
 */
export async function storeTriage(
  transaction: Transaction,
  id: string,
  parts: TriageRecord,
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set({ triage: sql<string>`triage || ${JSON.stringify(parts)}::jsonb` })
    .where('id', '=', id)
    .execute();
}

/** Adds what questions about a ticket took to what earlier ones did. */
export async function addModelUse(
  transaction: Transaction,
  id: string,
  use: ModelUse | undefined,
): Promise<void> {
  if (!use) return;
  const added = Object.entries(use).map(
    ([key, count]) =>
      sql`${key}::text, coalesce((triage -> 'modelUse' ->> ${key}::text)::bigint, 0) + ${count}::bigint`,
  );
  await transaction
    .updateTable('tickets')
    .set({
      triage: sql<string>`triage || jsonb_build_object('modelUse', jsonb_build_object(${sql.join(added)}))`,
    })
    .where('id', '=', id)
    .execute();
}

/** Stores where a ticket goes; false where it is resolved. */
export async function noteRouted(
  transaction: Transaction,
  { id, destination, at }: { id: string; destination: string; at: Date },
): Promise<boolean> {
  const noted = await transaction
    .updateTable('tickets')
    .set({ status: 'routed', destination, routed_at: at, ...notSnoozed })
    .where('id', '=', id)
    .where('status', '!=', 'resolved')
    .executeTakeFirst();
  return noted.numUpdatedRows === 1n;
}

/** Stores that an agent answered, who has the ticket from now on unless somebody has it. */
export async function noteAnswered(
  transaction: Transaction,
  { id, by, at }: { id: string; by: string; at: Date },
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set(({ eb, fn, ref, val }) => ({
      ...notSnoozed,
      answered_at: at,
      first_answered_at: fn<Date>('coalesce', [ref('first_answered_at'), val(at)]),
      holder: fn<string>('coalesce', [ref('holder'), val(by)]),
      holder_since: eb.case().when('holder', 'is', null).then(at).else(ref('holder_since')).end(),
      holder_set_by: eb.case().when('holder', 'is', null).then(by).else(ref('holder_set_by')).end(),
    }))
    .where('id', '=', id)
    .execute();
}

/** Stores that one text answered many tickets, of which this is one: whoever sent it takes none of them. */
export async function noteAnsweredWithOthers(
  transaction: Transaction,
  { id, at }: { id: string; at: Date },
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set(({ fn, ref, val }) => ({
      ...notSnoozed,
      answered_at: at,
      first_answered_at: fn<Date>('coalesce', [ref('first_answered_at'), val(at)]),
    }))
    .where('id', '=', id)
    .execute();
}

/** Stores when an answer was posted, by Slack's clock; nothing where the customer wrote meanwhile. */
export async function noteAnswerPosted(
  transaction: Transaction,
  { id, at }: { id: string; at: Date },
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set({ answered_at: at })
    .where('id', '=', id)
    .where('answered_at', 'is not', null)
    .execute();
}

/** Stores that nothing is left of what agents answered: it is their turn, as it was before. */
export async function noteAnswerGone(transaction: Transaction, id: string): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set({ answered_at: null })
    .where('id', '=', id)
    .execute();
}

/** Stores that an answer which was refused is given once more; nothing where another one is there. */
export async function noteAnswerAgain(
  transaction: Transaction,
  { id, at }: { id: string; at: Date },
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set({ ...notSnoozed, answered_at: at })
    .where('id', '=', id)
    .where('status', '=', 'routed')
    .where('answered_at', 'is', null)
    .execute();
}

/** Stores that the customer wrote, so that it is the agents' turn; false where it was, or where they wrote before. */
export async function noteCustomersTurnOver(
  transaction: Transaction,
  { id, writtenAt }: { id: string; writtenAt: Date },
): Promise<boolean> {
  const noted = await transaction
    .updateTable('tickets')
    .set({ answered_at: null, turn_since: writtenAt })
    .where('id', '=', id)
    .where('answered_at', '<=', writtenAt)
    .executeTakeFirst();
  return noted.numUpdatedRows === 1n;
}

/** Stores that it is the agents' turn since a moment, or since an earlier one where it was already. */
export async function noteAgentsTurn(
  transaction: Transaction,
  { id, since }: { id: string; since: Date },
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set(({ eb, fn, ref, val }) => ({
      answered_at: null,
      turn_since: eb
        .case()
        .when('answered_at', 'is', null)
        .then(fn<Date>('least', [ref('turn_since'), val(since)]))
        .else(since)
        .end(),
    }))
    .where('id', '=', id)
    .execute();
}

/** The tickets that have waited for their customers since a moment or longer, longest first. */
export async function ticketsAnsweredBefore(
  queries: Queries,
  { team, at }: { team: string; at: Date },
): Promise<Ticket[]> {
  const rows = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('team', '=', team)
    .where('status', '=', 'routed')
    .where('answered_at', '<=', at)
    .orderBy('answered_at')
    .execute();
  return rows.map((row) => Ticket.parse(row));
}

const notSnoozed = { snoozed_until: null, snoozed_at: null, snoozed_by: null };

/** Stores until when an agent wants to hear nothing of a ticket. */
export async function noteSnoozed(
  transaction: Transaction,
  { id, until, by, at }: { id: string; until: Date; by: string; at: Date },
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set({ snoozed_until: until, snoozed_at: at, snoozed_by: by })
    .where('id', '=', id)
    .execute();
}

/** Ends a snooze, as what came to the ticket waits by itself. */
export async function forgetSnooze(transaction: Transaction, id: string): Promise<void> {
  await transaction.updateTable('tickets').set(notSnoozed).where('id', '=', id).execute();
}

/** Stores that a customer was reminded, and when their ticket ends unless they write. */
export async function noteReminded(
  transaction: Transaction,
  { id, at, closesAt }: { id: string; at: Date; closesAt: Date | null },
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set({ reminded_at: at, closes_at: closesAt })
    .where('id', '=', id)
    .execute();
}

/** Ends a snooze at the moment when the customer wrote; false where they wrote before it, or after its end. */
export async function endSnooze(
  transaction: Transaction,
  { id, writtenAt }: { id: string; writtenAt: Date },
): Promise<boolean> {
  const ended = await transaction
    .updateTable('tickets')
    .set({ snoozed_until: writtenAt })
    .where('id', '=', id)
    .where('snoozed_at', '<=', writtenAt)
    .where('snoozed_until', '>', writtenAt)
    .executeTakeFirst();
  return ended.numUpdatedRows === 1n;
}

/** What decides when a ticket's answer is due, and who is to give it. */
export const TicketToAnswer = TicketRow.pick({
  id: true,
  team: true,
  number: true,
  status: true,
  destination: true,
  holder: true,
  answered_at: true,
  turn_since: true,
  first_answered_at: true,
  snoozed_until: true,
});
export type TicketToAnswer = z.infer<typeof TicketToAnswer>;

/** The tickets that agents are to answer, or those of them that have one of these ids. */
export async function ticketsToAnswer(
  queries: Queries,
  { team, ids }: { team: string; ids?: readonly string[] },
): Promise<TicketToAnswer[]> {
  const rows = await queries
    .selectFrom('tickets')
    .select(TicketToAnswer.keyof().options)
    .where('team', '=', team)
    .where('status', '=', 'routed')
    .where('answered_at', 'is', null)
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .execute();
  return rows.map((row) => TicketToAnswer.parse(row));
}

/** Gives a ticket that nobody has to an agent; false where somebody has it. */
export async function claimUnheld(
  transaction: Transaction,
  { id, holder, at }: { id: string; holder: string; at: Date },
): Promise<boolean> {
  const claimed = await transaction
    .updateTable('tickets')
    .set({ holder, holder_since: at, holder_set_by: holder })
    .where('id', '=', id)
    .where('holder', 'is', null)
    .where('status', '=', 'routed')
    .executeTakeFirst();
  return claimed.numUpdatedRows === 1n;
}

/** The tickets that somebody has and must answer. */
export async function heldTickets(
  queries: Queries,
  team: string,
): Promise<(Ticket & { holder: string })[]> {
  const rows = await queries
    .selectFrom('tickets')
    .selectAll()
    .where('team', '=', team)
    .where('status', '=', 'routed')
    .where('holder', 'is not', null)
    .where('answered_at', 'is', null)
    .execute();
  return rows.map((row) => HeldTicket.parse(row));
}

const HeldTicket = Ticket.extend({ holder: z.string() });

/** Stores who has a ticket from now on, or that nobody does, and who decided that. */
export async function setHolder(
  transaction: Transaction,
  { id, holder, by, at }: { id: string; holder: string | null; by: string | null; at: Date },
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set({ holder, holder_since: at, holder_set_by: by })
    .where('id', '=', id)
    .execute();
}

/** Ends a ticket; nothing when no agents have it. */
export async function resolveRouted(
  transaction: Transaction,
  {
    id,
    user,
    at,
    reason = null,
    isNoRequest = false,
  }: { id: string; user: string | null; at: Date; reason?: string | null; isNoRequest?: boolean },
): Promise<Ticket | undefined> {
  const row = await transaction
    .updateTable('tickets')
    .set({
      status: 'resolved',
      resolved_by: user,
      resolved_at: at,
      resolve_reason: reason,
      is_no_request: isNoRequest,
      ...notSnoozed,
    })
    .where('id', '=', id)
    .where('status', '=', 'routed')
    .returningAll()
    .executeTakeFirst();
  return row && Ticket.parse(row);
}

/** Lets a ticket that agents have go on in another; nothing where they do not have it. */
export async function mergeRouted(
  transaction: Transaction,
  { id, into, user, at }: { id: string; into: string; user: string; at: Date },
): Promise<Ticket | undefined> {
  const row = await transaction
    .updateTable('tickets')
    .set({
      status: 'resolved',
      resolved_by: user,
      resolved_at: at,
      merged_into: into,
      ...notSnoozed,
    })
    .where('id', '=', id)
    .where('status', '=', 'routed')
    .returningAll()
    .executeTakeFirst();
  return row && Ticket.parse(row);
}

/** Lets a merged ticket go on by itself; nothing where it was not merged. */
export async function unmerge(transaction: Transaction, id: string): Promise<Ticket | undefined> {
  const row = await transaction
    .updateTable('tickets')
    .set({ status: 'routed', resolved_by: null, resolved_at: null, merged_into: null })
    .where('id', '=', id)
    .where('merged_into', 'is not', null)
    .returningAll()
    .executeTakeFirst();
  return row && Ticket.parse(row);
}

/** Gives a resolved ticket back to the agents who had it; nothing where it is not resolved. */
export async function reopenResolved(
  transaction: Transaction,
  { id, by, at }: { id: string; by: string; at: Date },
): Promise<Ticket | undefined> {
  const row = await transaction
    .updateTable('tickets')
    .set(({ ref }) => ({
      status: 'routed' as const,
      resolved_by: null,
      resolved_at: null,
      resolve_reason: null,
      undone_at: ref('resolved_at'),
      reopened_by: by,
      is_no_request: false,
      answered_at: null,
      turn_since: at,
    }))
    .where('id', '=', id)
    .where('status', '=', 'resolved')
    .where('merged_into', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row && Ticket.parse(row);
}

/** Ends the transcript of a ticket at a `ts`; what is written later is a follow-up. */
export async function endTranscript(
  transaction: Transaction,
  { id, until }: { id: string; until: string },
): Promise<void> {
  await transaction
    .updateTable('tickets')
    .set({ transcript_until: until })
    .where('id', '=', id)
    .execute();
}
