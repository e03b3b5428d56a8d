import type { Transaction } from '../database/open-database.ts';
import type { Conversation } from './conversation.ts';
import { currentConversations, lockCustomer, lockThread } from './conversation-store.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { joinThread } from './join-thread.ts';
import { openConversation } from './open-conversation.ts';
import { msBetween, timeOf } from './slack-ts.ts';
import { addThread, conversationOfThread, rootsOf } from './thread-store.ts';

/** Where a message belongs: to a conversation, to a thread whose root is yet to come, to nobody. */
export type Placement =
  | { status: 'placed'; conversation: Conversation }
  | { status: 'rootless' }
  | { status: 'nobody' };

/** How close top-level messages must be to be one conversation, and when one goes quiet. */
export type ConversationLimits = { sameConversationMs: number; quietAfterMs: number };

type Rules = { limits: ConversationLimits; newId: () => string };

/**
 * Decides where a message belongs. A customer's top-level message opens a conversation or continues
 * one. So does the post of a form that names who sent it; agents' and other bots' posts open none.
 */
export async function placeMessage(
  transaction: Transaction,
  message: IncomingMessage,
  rules: Rules,
): Promise<Placement> {
  const known = await knownConversation(transaction, message);
  if (known) return { status: 'placed', conversation: known };
  if (known === null || !message.isIntake) return { status: 'nobody' };
  const isReply = message.root !== message.ts;
  if (isReply && message.place === 'channel') return { status: 'rootless' };
  if (message.app?.reports) {
    return { status: 'placed', conversation: await openReported(transaction, message, rules) };
  }
  if (message.author.kind !== 'person') {
    // Remembered, so that Slack need not be asked about its replies.
    await addThread(transaction, message, null);
    return { status: 'nobody' };
  }
  return { status: 'placed', conversation: await continueOrOpen(transaction, message, rules) };
}

/** A root and its replies may be received at once: they are placed one after the other. */
async function knownConversation(transaction: Transaction, message: IncomingMessage) {
  const known = await conversationOfThread(transaction, message);
  if (known !== undefined || !message.isIntake) return known;
  await lockThread(transaction, message);
  return conversationOfThread(transaction, message);
}

/** Each form is a request of its own: nobody's own words and records come to it by themselves. */
async function openReported(
  transaction: Transaction,
  { team, channel, place, root, ts, author, app }: IncomingMessage,
  { newId }: Rules,
): Promise<Conversation> {
  const opening = { team, channel, place, customer: app?.reports ?? author.user, root, ts };
  const from_app = app && ({ is: 'reporter', name: app.name } as const);
  return openConversation(transaction, { ...opening, id: newId(), from_app });
}

async function continueOrOpen(
  transaction: Transaction,
  message: IncomingMessage,
  { limits, newId }: Rules,
): Promise<Conversation> {
  const { team, channel, place, root, ts, author } = message;
  const customer = author.user;
  await lockCustomer(transaction, { team, channel, customer });
  const since = new Date(timeOf(ts).getTime() - limits.quietAfterMs);
  const candidates = await currentConversations(transaction, { team, channel, customer, since });
  const current = await pick(transaction, candidates, { message, limits });
  if (!current) {
    return openConversation(transaction, { id: newId(), team, channel, place, customer, root, ts });
  }
  await joinThread(transaction, current, root);
  return current;
}

/** Direct messages are one conversation; in a channel those close in time are, and requests. */
async function pick(
  transaction: Transaction,
  candidates: Conversation[],
  { message, limits }: { message: IncomingMessage; limits: ConversationLimits },
): Promise<Conversation | undefined> {
  if (message.place === 'direct' || message.isEscalationRequest) return candidates[0];
  for (const candidate of candidates) {
    if (candidate.from_app !== null) continue;
    const roots = await rootsOf(transaction, candidate.id);
    if (roots.some((root) => msBetween(root, message.ts) <= limits.sameConversationMs))
      return candidate;
  }
  return undefined;
}
