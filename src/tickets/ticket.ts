import { z } from 'zod';
import { jsonWithDefault, withDefault } from '../database/tables.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import { TriageRecord } from './triage-record.ts';

/** How a conversation was escalated. */
export const Door = z.enum(['command', 'form', 'button', 'shortcut', 'mention', 'text', 'split']);
export type Door = z.infer<typeof Door>;

/** A row of the tickets, with what triage has found out. */
export const TicketRow = z.object({
  id: z.string(),
  team: z.string(),
  number: z.number(),
  conversation_id: z.string(),
  status: z.enum(['triaging', 'routed', 'resolved']),
  door: Door,
  escalated_by: z.string(),
  escalated_at: z.date(),
  /** The last `ts` of the transcript; what comes later is a follow-up. Null: not yet fetched. */
  transcript_until: z.string().nullable(),
  triage: jsonWithDefault(TriageRecord),
  /** A category's id, or `triage`; null until it is decided. */
  destination: z.string().nullable(),
  routed_at: z.date().nullable(),
  /** The agent who has it; null: nobody yet. */
  holder: z.string().nullable(),
  /** Since when, or since when nobody has it; null where nothing changed yet. */
  holder_since: z.date().nullable(),
  /** The agent who gave it, took it or handed it back; null where nobody did. */
  holder_set_by: z.string().nullable(),
  /** When agents answered last; null: it is their turn. */
  answered_at: z.date().nullable(),
  /** Since when it is, or was last, the agents' turn: the escalation, or what its customer wrote after an answer. */
  turn_since: withDefault(z.date()),
  /** When agents answered first; null: not yet. */
  first_answered_at: z.date().nullable(),
  /** Until when an agent wants to hear nothing of it; a time that is past is when its answer was due again. */
  snoozed_until: z.date().nullable(),
  snoozed_at: z.date().nullable(),
  snoozed_by: z.string().nullable(),
  resolved_by: z.string().nullable(),
  resolved_at: z.date().nullable(),
  /** The id of one of the desk's reasons; null where none was asked for. */
  resolve_reason: z.string().nullable(),
  /** When it had been resolved, before it was opened again. */
  undone_at: z.date().nullable(),
  reopened_by: z.string().nullable(),
  /** It was closed since it is no request: its customer is told nothing. */
  is_no_request: withDefault(z.boolean()),
  /** The ticket that some of its messages were taken from. */
  split_from: z.string().nullable(),
  /** The ticket that it goes on in. It counts as resolved: by whoever merged it, when they did. */
  merged_into: z.string().nullable(),
});

/** What agents work on. Numbered per workspace: `H-1`, `H-2`, … */
export const Ticket = TicketRow.omit({ triage: true });
export type Ticket = z.infer<typeof Ticket>;

/** Where tickets go that no category gets, and what their destination is called. */
export const TRIAGE = 'triage';

export function ticketName({ number }: { number: number }): string {
  return `H-${number}`;
}

/** Classifies, gathers, summarizes, decides and routes one ticket. */
export const TriageTicket: JobKind<{ ticketId: string }> = {
  name: 'triage-ticket',
  payload: z.object({ ticketId: z.string() }),
  workers: 4,
  // A thread is fetched first, and Slack may be down for a day.
  retryLimit: 3_000,
};

/** Says to a customer that their request is resolved, unless it was reopened until then. */
export const AnnounceResolved: JobKind<{ ticketId: string; at: string }> = {
  name: 'announce-resolved',
  payload: z.object({ ticketId: z.string(), at: z.iso.datetime() }),
  workers: 1,
  retryLimit: 50,
};

/** Brings to a ticket's agents, or to those of the ticket that it goes on in, what they have not read of it. */
export const BringMessages: JobKind<{ ticketId: string }> = {
  name: 'bring-messages',
  payload: z.object({ ticketId: z.string() }),
  key: ({ ticketId }) => ticketId,
  workers: 1,
  retryLimit: 50,
};

/** Delivers a ticket that was moved to the agents of its destination. */
export const RouteTicket: JobKind<{ ticketId: string; destination: string }> = {
  name: 'route-ticket',
  payload: z.object({ ticketId: z.string(), destination: z.string() }),
  key: ({ ticketId }) => ticketId,
  workers: 1,
  retryLimit: 50,
};
