import type { Conversation } from '../conversations/conversation.ts';
import type { TranscriptLine } from '../conversations/transcript.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { TriageRecord } from './triage-record.ts';

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
