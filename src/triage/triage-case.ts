import type { Conversation } from '../conversations/conversation.ts';
import { loadConversation } from '../conversations/conversation-store.ts';
import type { TranscriptLine } from '../conversations/transcript.ts';
import type { Queries } from '../database/open-database.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { loadTicket } from '../tickets/ticket-store.ts';
import { transcriptOf } from '../tickets/ticket-transcript.ts';
import { TriageRecord } from './triage-record.ts';

/** A ticket under triage: what was said, what is known so far, and until when a model may take. */
export type TriageCase = {
  ticket: Ticket;
  conversation: Conversation;
  lines: TranscriptLine[];
  record: TriageRecord;
  deadline: AbortSignal;
};

/** One step of triage adds its part to the record; a part that is there is not worked out again. */
export type TriageStep = {
  name: keyof TriageRecord;
  run(found: TriageCase): Promise<TriageRecord>;
};

export async function loadCase(
  queries: Queries,
  { ticketId, deadline }: { ticketId: string; deadline: AbortSignal },
): Promise<TriageCase> {
  const ticket = await loadTicket(queries, ticketId);
  return {
    ticket,
    conversation: await loadConversation(queries, ticket.conversation_id),
    lines: await transcriptOf(queries, ticket),
    record: TriageRecord.parse(ticket.triage),
    deadline,
  };
}
