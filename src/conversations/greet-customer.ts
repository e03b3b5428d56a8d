import type { Identity } from '../customers/identity.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { MessageKind } from '../outbox/outbox-message.ts';
import { findEmails } from '../privacy/find-emails.ts';
import type { Conversation } from './conversation.ts';
import { loadConversation, lockConversation, messagesOf, rootsOf } from './conversation-store.ts';
import { saysWhatItIsAbout } from './greeting.ts';
import type { Message } from './message.ts';

/** Who a Slack user is, by Slack's word. */
export type IdentifyCustomer = (conversation: Conversation) => Promise<Identity>;

type Intake = Conversation['intake'];
type Reply = { kind: MessageKind & ('ask-email' | 'ask-issue' | 'introduce'); intake: Intake };

/**
 * Creates the worker that answers an opening: it asks for the email if Slack vouches for none, then
 * for the issue if there was only a greeting; with both at hand it says how to reach a person.
 *
 * @see The recipe's transcripts: "Please enter your email.", "What brings you here today?"
 */
export function createGreetCustomer({
  database,
  identify,
  outbox,
}: {
  database: Database;
  identify: IdentifyCustomer;
  outbox: Outbox;
}) {
  return async ({ conversationId }: { conversationId: string }): Promise<void> => {
    const opened = await loadConversation(database.queries, conversationId);
    if (opened.intake === 'done') return;
    const identity = await identify(opened);
    await database.transaction(async (transaction) => {
      const conversation = await lockConversation(transaction, conversationId);
      // Who has called a person meanwhile need not be told how.
      if (conversation.intake === 'done') return;
      const messages = await messagesOf(transaction, conversationId);
      const known = { ...conversation, identity, typed_email: typedEmail(conversation, messages) };
      const reply = nextReply(known, messages);
      await noteIntake(transaction, known, reply?.intake ?? 'done');
      if (reply) await say(transaction, { outbox, conversation, kind: reply.kind });
    });
  };
}

/** What the bot says next; nothing when it has asked what it lacked and has been answered. */
function nextReply(conversation: Conversation, messages: Message[]): Reply | undefined {
  const { intake, identity, typed_email } = conversation;
  const lacksEmail = identity?.email.status !== 'trusted' && typed_email === null;
  const lacksIssue = !messages.some(saysWhatItIsAbout);
  if (intake === 'new' && lacksEmail) return { kind: 'ask-email', intake: 'asked-email' };
  if (intake === 'asked-email' && lacksEmail) return { kind: 'ask-email', intake: 'asked-email' };
  if (intake === 'asked-issue') return undefined;
  if (lacksIssue) return { kind: 'ask-issue', intake: 'asked-issue' };
  return intake === 'new' ? { kind: 'introduce', intake: 'done' } : undefined;
}

function typedEmail({ typed_email, place }: Conversation, messages: Message[]): string | null {
  if (typed_email !== null || place === 'channel') return typed_email;
  const typed = messages
    .filter(({ role }) => role === 'customer')
    .flatMap(({ text }) => findEmails(text));
  return typed[0] ?? null;
}

async function noteIntake(transaction: Transaction, conversation: Conversation, intake: Intake) {
  await transaction
    .updateTable('conversations')
    .set({
      intake,
      typed_email: conversation.typed_email,
      identity: JSON.stringify(conversation.identity),
    })
    .where('id', '=', conversation.id)
    .execute();
}

async function say(
  transaction: Transaction,
  { outbox, conversation, kind }: { outbox: Outbox; conversation: Conversation; kind: MessageKind },
): Promise<void> {
  const { id, team, channel } = conversation;
  const roots = await rootsOf(transaction, id);
  const thread = roots.at(-1);
  await outbox.say(transaction, { team, kind, subject: id, channel, ...(thread && { thread }) });
}
