import type { Transaction } from '../database/open-database.ts';
import { isPosting } from '../outbox/outbox-store.ts';
import type { Conversation } from './conversation.ts';
import {
  answeredDirectly,
  conversationsToContinue,
  lockCustomer,
  lockThread,
} from './conversation-store.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { joinThread } from './join-thread.ts';
import { isOnlyEscalationRequest } from './only-escalation-request.ts';
import { openConversation } from './open-conversation.ts';
import { msBetween, timeOf } from './slack-ts.ts';
import { addThread, conversationOfThread, rootsOf } from './thread-store.ts';

/** Where a message belongs: to a conversation, to a thread whose root is yet to come, to nobody. */
export type Placement =
  | { status: 'placed'; conversation: Conversation }
  | { status: 'rootless' }
  | { status: 'nobody' };

/**
 * How close top-level messages must be to be one conversation, when one goes quiet, and how long after
 * its end what is written still belongs to it.
 */
export type ConversationLimits = {
  sameConversationMs: number;
  quietAfterMs: number;
  reopenWithinMs: number;
};

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
  const at = timeOf(ts);
  const notQuietSince = new Date(at.getTime() - limits.quietAfterMs);
  // In a channel only what was written before the end belongs to a conversation that is resolved.
  const resolvedSince = new Date(at.getTime() - (place === 'direct' ? limits.reopenWithinMs : 0));
  const candidates = await conversationsToContinue(transaction, {
    team,
    channel,
    customer,
    notQuietSince,
    resolvedSince,
  });
  const likeliest = candidates.toSorted((one, other) => rank(one, at) - rank(other, at));
  const current =
    (await answeredHere(transaction, likeliest[0], message)) ??
    (await pick(transaction, likeliest, { message, limits }));
  if (!current) {
    return openConversation(transaction, { id: newId(), team, channel, place, customer, root, ts });
  }
  await joinThread(transaction, current, message);
  return current;
}

/**
 * A conversation of a channel that agents answered in these direct messages: what its customer writes here
 * outside of known threads answers that, unless another conversation is going on here. Under a post that
 * the bot is making at this moment it does so in any case.
 */
async function answeredHere(
  transaction: Transaction,
  goingOn: Conversation | undefined,
  { team, channel, place, author, root, ts }: IncomingMessage,
): Promise<Conversation | undefined> {
  if (place !== 'direct') return undefined;
  const isUnderNewPost = root !== ts && (await isPosting(transaction, { team, channel }));
  if (goingOn && goingOn.status !== 'resolved' && !isUnderNewPost) return undefined;
  return answeredDirectly(transaction, { team, channel, customer: author.user });
}

/** Slack may deliver late: what went on when a message was written comes first, what is resolved last. */
function rank({ status, opened_at, resolved_at }: Conversation, at: Date): number {
  const isResolved = status === 'resolved';
  const hadBegun = opened_at <= at;
  const hadEnded = isResolved && resolved_at !== null && resolved_at < at;
  if (hadBegun && !hadEnded) return 0;
  return isResolved ? 2 : 1;
}

/** Direct messages are one conversation; in a channel those close in time are, and requests. */
async function pick(
  transaction: Transaction,
  candidates: Conversation[],
  { message, limits }: { message: IncomingMessage; limits: ConversationLimits },
): Promise<Conversation | undefined> {
  const [first] = candidates;
  if (message.place === 'direct') return isForAnother(message, first) ? undefined : first;
  if (message.isEscalationRequest) {
    const at = timeOf(message.ts).getTime();
    const current = candidates.find(
      ({ status, last_message_at }) =>
        status !== 'resolved' && last_message_at.getTime() >= at - limits.quietAfterMs,
    );
    if (current) return current;
  }
  for (const candidate of candidates) {
    if (candidate.from_app !== null) continue;
    const roots = await rootsOf(transaction, candidate);
    if (roots.some((root) => msBetween(root, message.ts) <= limits.sameConversationMs))
      return candidate;
  }
  return undefined;
}

/** Who asks for a person after the end, and says for what, means something new. */
function isForAnother(message: IncomingMessage, latest: Conversation | undefined): boolean {
  if (latest?.status !== 'resolved' || latest.resolved_at === null) return false;
  const isAfterTheEnd = latest.resolved_at < timeOf(message.ts);
  return isAfterTheEnd && message.isEscalationRequest && !isOnlyEscalationRequest(message);
}
