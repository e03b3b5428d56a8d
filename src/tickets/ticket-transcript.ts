import { handOver, messagesOf } from '../conversations/conversation-store.ts';
import { isMereCall } from '../conversations/mere-call.ts';
import type { Message } from '../conversations/message.ts';
import { type TranscriptLine, transcriptLines } from '../conversations/transcript.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { Ticket } from './ticket.ts';

/** What had been said when the ticket was opened; later words reach the agents as follow-ups. */
export async function transcriptOf(
  queries: Queries,
  { conversation_id, transcript_until }: Ticket,
): Promise<TranscriptLine[]> {
  const messages = await messagesOf(queries, conversation_id);
  const until = messages.filter(({ ts }) => transcript_until === null || ts <= transcript_until);
  return transcriptLines(until);
}

/** The transcript that the agents get. What comes too late for it has to be told them besides. */
export async function takeTranscript(
  transaction: Transaction,
  { conversation_id, transcript_until }: Ticket,
): Promise<TranscriptLine[]> {
  const about = { conversationId: conversation_id, until: transcript_until };
  return transcriptLines(await handOver(transaction, about));
}

/**
 * What was said in the conversation since the ticket was opened, by anybody but the bot. A message
 * that came too late for the transcript is named besides: Slack promises no order.
 */
export async function saidSince(
  queries: Queries,
  { conversation_id, transcript_until }: Ticket,
  late?: { ts: string },
): Promise<Message[]> {
  if (transcript_until === null) return [];
  const messages = await messagesOf(queries, conversation_id);
  return messages.filter(
    ({ ts, role, is_call: isCall, text }) =>
      (ts > transcript_until || ts === late?.ts) && role !== 'bot' && !isMereCall({ isCall, text }),
  );
}
