import type { Conversation } from '../conversations/conversation.ts';
import type { Message } from '../conversations/message.ts';
import { timeOf } from '../conversations/slack-ts.ts';
import type { Ticket } from '../tickets/ticket.ts';

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
  { ts, is_handed_over }: Message,
  {
    status,
    transcript_until,
    resolved_at,
  }: Pick<Ticket, 'status' | 'transcript_until' | 'resolved_at'>,
  conversation: Pick<Conversation, 'status'>,
): Moment {
  if (status === 'triaging') return 'under-triage';
  if (status === 'routed') {
    const isLate = transcript_until !== null && ts <= transcript_until && !is_handed_over;
    return isLate ? 'before-escalation' : 'with-agents';
  }
  if (resolved_at !== null && timeOf(ts) <= resolved_at) return 'before-resolving';
  return conversation.status === 'open' ? 'past' : 'after-resolving';
}
