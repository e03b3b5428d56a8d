import type { Conversation } from './conversation.ts';
import type { Message } from './message.ts';
import { isOnlyCourtesy } from './only-courtesy.ts';
import { timeOf } from './slack-ts.ts';
import { isPartOfTranscript } from './transcript.ts';

/**
 * Of what its customer wrote, the first message that nobody has answered: an agent, or a participant
 * whose answer counts. What the bot writes is no answer.
 */
export function firstUnanswered(
  messages: readonly Message[],
  conversation: Pick<Conversation, 'settled_until' | 'resolved_at'>,
  { isAnswerer }: { isAnswerer: (participant: string) => boolean },
): Message | undefined {
  let first: Message | undefined;
  for (const message of messages) {
    const { role, author } = message;
    if (role === 'agent' || (role === 'participant' && isAnswerer(author))) first = undefined;
    else if (needsAnswer(message, conversation)) first ??= message;
  }
  return first;
}

/** Not mere thanks, and nothing that a ticket or an agent has settled. */
function needsAnswer(
  message: Message,
  { settled_until, resolved_at }: Pick<Conversation, 'settled_until' | 'resolved_at'>,
): boolean {
  const { role, ts } = message;
  if (role !== 'customer' || !isPartOfTranscript(message) || isOnlyCourtesy(message)) return false;
  const isSettled = settled_until !== null && Number(ts) <= Number(settled_until);
  return !isSettled && (resolved_at === null || timeOf(ts) > resolved_at);
}
