import type { Ticket } from '../../tickets/ticket.ts';
import type { TriageRecord } from '../../triage/triage-record.ts';

/** A ticket as its card shows it, with the names that stand for ids. */
export type CardSubject = {
  ticket: Ticket;
  record: TriageRecord;
  /** The category's title; undefined for the triage channel. */
  title: string | undefined;
  categories: { id: string; title: string }[];
  escalatedBy: string;
  resolvedBy: string | undefined;
  /** Where the conversation stands, if agents can open it there. */
  link: string | undefined;
  /** Why personal records must not be shown in this channel. */
  recordsWithheld: string | undefined;
  /** The title of the agents who have the ticket now, if it left this channel. */
  movedTo: string | undefined;
  /** The summary in the customer's own words, where the model's may hold records. */
  plainSummary: string;
};
