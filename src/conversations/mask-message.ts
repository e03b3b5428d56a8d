import type { Transaction } from '../database/open-database.ts';
import { asksForSecret, redactSecrets } from '../privacy/redact-secrets.ts';
import type { Conversation } from './conversation.ts';
import { lockConversation } from './conversation-store.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { changeMessage, messagesBeside } from './message-store.ts';

/**
 * The words of a message without secrets, also without one that the message before it asks for. Messages
 * of a conversation that may belong together so wait for one another.
 */
export async function maskWords(
  transaction: Transaction,
  message: IncomingMessage,
  conversation: Conversation | null,
): Promise<string> {
  const { text } = message;
  if (conversation && (isShort(text) || asksForSecret(text))) {
    await lockConversation(transaction, conversation.id);
  }
  if (!isShort(text)) return redactSecrets(text);
  const before = await messagesBeside(transaction, placeOf(message, conversation), 'before');
  return redactSecrets(
    text,
    before.map((other) => other.text),
  );
}

/** Slack promises no order: an answer may be stored before the message that asks for the secret. */
export async function maskAnswerTo(
  transaction: Transaction,
  message: IncomingMessage,
  conversation: Conversation | null,
): Promise<void> {
  if (!asksForSecret(message.text)) return;
  const place = placeOf(message, conversation);
  for (const answer of await messagesBeside(transaction, place, 'after')) {
    if (!isShort(answer.text)) continue;
    const text = redactSecrets(answer.text, [message.text]);
    if (text === answer.text) continue;
    return changeMessage(transaction, answer, { ...answer, text });
  }
}

/** What answers such a question is a few words. */
function isShort(text: string): boolean {
  return text !== '' && text.length <= LONGEST_ANSWER;
}

const LONGEST_ANSWER = 300;

/** Whose root is yet to come has no conversation; its thread is known. */
function placeOf(message: IncomingMessage, conversation: Conversation | null) {
  const { team, channel, ts, root } = message;
  return { team, channel, ts, root, conversationId: conversation?.id ?? null };
}
