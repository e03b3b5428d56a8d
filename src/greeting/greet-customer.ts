import type { Conversation } from '../conversations/conversation.ts';
import {
  loadConversation,
  lockConversation,
  noteGreeting,
} from '../conversations/conversation-store.ts';
import { markReceived } from '../conversations/mark-received.ts';
import type { Message } from '../conversations/message.ts';
import { messagesOf } from '../conversations/message-store.ts';
import { namesIssue } from '../conversations/more-than-greeting.ts';
import { ownWords } from '../conversations/own-words.ts';
import { latestThread } from '../conversations/thread-store.ts';
import type { Customers } from '../customers/customers.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { MessageKind } from '../outbox/kinds.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { findEmails } from '../privacy/find-emails.ts';

type Question = Extract<MessageKind, 'ask-email' | 'ask-issue' | 'introduce'>;
type Answer = { kind: Question; step: Conversation['greeting_step'] };

/** The bot's questions at the opening of a conversation. */
export function createGreeting({
  database,
  customers,
  outbox,
  enqueue,
  now,
}: {
  database: Database;
  customers: Customers;
  outbox: Outbox;
  enqueue: Enqueue;
  now: () => Date;
}) {
  return { greetCustomer };

  /**
   * Answers an opening: asks for the email if Slack vouches for none, then for the issue if there
   * was only a greeting; with both at hand it says how to reach a person. A message that gets no
   * answer gets a mark.
   *
   * @see The recipe's transcripts: "Please enter your email.", "What brings you here today?"
   */
  async function greetCustomer({
    conversationId,
    ts,
  }: {
    conversationId: string;
    ts?: string | undefined;
  }): Promise<void> {
    const opened = await loadConversation(database.queries, conversationId);
    const isDone = opened.greeting_step === 'done';
    const identity = isDone ? opened.identity : await customers.identify(opened);
    await database.transaction(async (transaction) => {
      const conversation = await lockConversation(transaction, conversationId);
      const isAnswered = await answer(transaction, { ...conversation, identity }, ts);
      if (isAnswered || ts === undefined) return;
      const { team, channel } = conversation;
      const message = { conversationId, team, channel, ts };
      await markReceived(transaction, message, { enqueue, now });
    });
  }

  /** Returns whether something was posted: a customer who has asked for a person need not learn how. */
  async function answer(
    transaction: Transaction,
    conversation: Conversation,
    ts: string | undefined,
  ): Promise<boolean> {
    if (conversation.greeting_step === 'done') return false;
    const { id: conversationId, team, channel } = conversation;
    const messages = await messagesOf(transaction, conversationId);
    const known = { ...conversation, typed_email: typedEmail(conversation, messages) };
    const next = nextAnswer(known, messages);
    await noteGreeting(transaction, { ...known, greeting_step: next?.step ?? 'done' });
    if (!next) return false;
    const answered = messages.find((message) => message.ts === ts);
    const { isNew } = await outbox.postOnce(transaction, {
      team,
      channel,
      thread: answered?.root ?? (await latestThread(transaction, known)),
      kind: next.kind,
      about: { conversationId },
    });
    return isNew;
  }
}

/** What the bot posts next; nothing when it has asked what it lacked and has been answered. */
function nextAnswer(conversation: Conversation, messages: Message[]): Answer | undefined {
  const { greeting_step: step, identity, typed_email, from_app } = conversation;
  const isVouchedFor = identity?.email.status === 'trusted';
  // Slack may vouch for the customer's email once they write themselves.
  const lacksEmail = !isVouchedFor && typed_email === null && from_app === null;
  if ((step === 'new' || step === 'asked-email') && lacksEmail) {
    return { kind: 'ask-email', step: 'asked-email' };
  }
  if (step === 'asked-issue') return undefined;
  if (!messages.some(namesIssue)) return { kind: 'ask-issue', step: 'asked-issue' };
  return step === 'new' ? { kind: 'introduce', step: 'done' } : undefined;
}

function typedEmail({ typed_email, place }: Conversation, messages: Message[]): string | null {
  if (typed_email !== null || place === 'channel') return typed_email;
  const typed = messages
    .filter(({ role }) => role === 'customer')
    .flatMap(({ text }) => findEmails(ownWords(text)));
  return typed[0] ?? null;
}
