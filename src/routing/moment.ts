import type { Conversation } from '../conversations/conversation.ts';
import type { Message } from '../conversations/message.ts';
import { timeOf } from '../conversations/slack-ts.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { isTooLate } from '../tickets/ticket-transcript.ts';

/** When a message was written, seen from its ticket. `past`: so long after the end that it opens anew. */
export type Moment =
  | 'under-triage'
  | 'before-escalation'
  | 'with-agents'
  | 'before-resolving'
  | 'after-resolving'
  | 'past';

/** Slack's own `ts` decides, not when a message was delivered. */
export function momentOf(
  message: Message,
  {
    ticket: { status, resolved_at },
    owner,
    conversation,
  }: {
    ticket: Pick<Ticket, 'status' | 'resolved_at'>;
    /** The ticket that it belongs to, if that goes on in the other. */
    owner: Pick<Ticket, 'transcript_until'>;
    conversation: Pick<Conversation, 'status'>;
  },
): Moment {
  if (status === 'triaging') return 'under-triage';
  if (status === 'routed') return isTooLate(message, owner) ? 'before-escalation' : 'with-agents';
  if (resolved_at !== null && timeOf(message.ts) <= resolved_at) return 'before-resolving';
  return conversation.status === 'open' ? 'past' : 'after-resolving';
}
