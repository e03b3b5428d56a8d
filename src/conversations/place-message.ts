import type { Transaction } from '../database/open-database.ts';
import type { Conversation } from './conversation.ts';
import {
  addThread,
  conversationOfThread,
  currentConversations,
  lockCustomer,
  lockThread,
  rootsOf,
} from './conversation-store.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { joinThread } from './join-thread.ts';
import type { OpenConversation } from './open-conversation.ts';

/** Where a message belongs: to a conversation, to a thread whose root is yet to come, to nobody. */
export type Placement =
  | { status: 'placed'; conversation: Conversation }
  | { status: 'rootless' }
  | { status: 'nobody' };

export type PlaceMessage = (
  transaction: Transaction,
  message: IncomingMessage,
) => Promise<Placement>;

/** How close top-level messages must be to be one conversation, and when one goes quiet. */
export type ConversationLimits = { sameConversationMs: number; quietAfterMs: number };

/**
 * Creates what decides where a message belongs. A customer's top-level message opens a conversation
 * or continues one; agents' and other bots' posts open none.
 */
export function createPlaceMessage({
  open,
  limits,
}: {
  open: OpenConversation;
  limits: ConversationLimits;
}): PlaceMessage {
  return async (transaction, message) => {
    const known = await knownConversation(transaction, message);
    if (known) return { status: 'placed', conversation: known };
    if (known === null || !message.isIntake) return { status: 'nobody' };
    const isReply = message.root !== message.ts;
    if (isReply && message.place === 'channel') return { status: 'rootless' };
    if (message.author.kind !== 'person') return leaveToNobody(transaction, message);
    return { status: 'placed', conversation: await continueOrOpen(transaction, message) };
  };

  async function continueOrOpen(transaction: Transaction, message: IncomingMessage) {
    const customer = message.author.id;
    await lockCustomer(transaction, { ...message, customer });
    const candidates = await currentConversations(transaction, {
      ...message,
      customer,
      since: new Date(timeOf(message.ts) - limits.quietAfterMs),
    });
    const current = await pick(transaction, candidates, message);
    if (!current) return open(transaction, { ...message, customer });
    await joinThread(transaction, current, message.root);
    return current;
  }

  /** Direct messages are one conversation; in a channel those close in time are, and calls. */
  async function pick(
    transaction: Transaction,
    candidates: Conversation[],
    message: IncomingMessage,
  ): Promise<Conversation | undefined> {
    if (message.place === 'direct' || message.isCall) return candidates[0];
    for (const candidate of candidates) {
      const roots = await rootsOf(transaction, candidate.id);
      if (roots.some((root) => isClose(root, message.ts))) return candidate;
    }
    return undefined;
  }

  function isClose(one: string, other: string): boolean {
    return Math.abs(timeOf(one) - timeOf(other)) <= limits.sameConversationMs;
  }
}

/** A root and its replies may come at once: they are placed one after the other. */
async function knownConversation(transaction: Transaction, message: IncomingMessage) {
  const known = await conversationOfThread(transaction, message);
  if (known !== undefined || !message.isIntake) return known;
  await lockThread(transaction, message);
  return conversationOfThread(transaction, message);
}

/** Remembers a root that opens no conversation, so that its replies need not be asked about. */
async function leaveToNobody(
  transaction: Transaction,
  message: IncomingMessage,
): Promise<Placement> {
  await addThread(transaction, { ...threadOf(message), conversation_id: null });
  return { status: 'nobody' };
}

function threadOf({ team, channel, root }: IncomingMessage) {
  return { team, channel, root };
}

function timeOf(ts: string): number {
  return Number(ts) * 1000;
}
