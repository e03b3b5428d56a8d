import type { Message } from '../conversations/message.ts';
import { handOver, messagesOf } from '../conversations/message-store.ts';
import { isPartOfTranscript, transcriptLines } from '../conversations/transcript.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import type { Ticket } from './ticket.ts';

/** What was written before the escalation; later messages reach the agents as follow-ups. */
export async function transcriptOf(
  queries: Queries,
  { conversation_id, transcript_until }: Ticket,
): Promise<TranscriptLine[]> {
  const messages = await messagesOf(queries, conversation_id);
  const until = messages.filter(({ ts }) => transcript_until === null || ts <= transcript_until);
  return transcriptLines(until);
}

/** The transcript that the agents get. What comes too late for it is a follow-up. */
export async function handOverTranscript(
  transaction: Transaction,
  { conversation_id, transcript_until }: Ticket,
): Promise<TranscriptLine[]> {
  return transcriptLines(
    await handOver(transaction, { conversationId: conversation_id, until: transcript_until }),
  );
}

/** What was written in the conversation since the escalation, by anybody but the bot: agents have their replies. */
export async function messagesSince(
  queries: Queries,
  { conversation_id, transcript_until }: Ticket,
): Promise<Message[]> {
  if (transcript_until === null) return [];
  const messages = await messagesOf(queries, conversation_id);
  return messages.filter(
    (message) =>
      message.ts > transcript_until &&
      message.role !== 'bot' &&
      message.reply_id === null &&
      isPartOfTranscript(message),
  );
}
