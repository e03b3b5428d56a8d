import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { findEmails } from '../privacy/find-emails.ts';
import {
  AdoptThread,
  type Conversation,
  CustomerWrote,
  FollowChange,
  FollowUp,
  GreetCustomer,
  type MessageChange,
} from './conversation.ts';
import {
  loadConversation,
  lockConversation,
  noteMayWait,
  noteMessage,
} from './conversation-store.ts';
import { becomeTheirs } from './customer-wrote.ts';
import type { DeletedMessage, IncomingMessage } from './incoming-message.ts';
import { markReceived } from './mark-received.ts';
import { forgetMessage } from './message-store.ts';
import { isOnlyEscalationRequest } from './only-escalation-request.ts';
import { type Opening, openConversation } from './open-conversation.ts';
import { type ConversationLimits, placeMessage } from './place-message.ts';
import { timeOf, tsOf, tsPlus } from './slack-ts.ts';
import { storeMessage } from './store-message.ts';

/**
 * What became of a message: only a `stored` one is new and belongs to a conversation. One that is
 * `too-late` does too, but asks for a person who has answered it since.
 */
export type Collected =
  | { status: 'stored'; conversation: Conversation }
  | { status: 'waiting' | 'ignored' | 'known' | 'too-late' };

export type Conversations = ReturnType<typeof createConversations>;

/** Collects what customers write, and starts what must follow. */
export function createConversations({
  enqueue,
  newId,
  now,
  limits,
  rootMayComeMs,
}: {
  enqueue: Enqueue;
  newId: () => string;
  now: () => Date;
  limits: ConversationLimits;
  /** Slack promises no order: a root may follow its reply. After this long Slack is asked for it. */
  rootMayComeMs: number;
}) {
  return { collect, open, addTypedText, deleteMessage };

  /**
   * Takes in a message, new or edited: it is stored once however often and in whatever order Slack
   * delivers it, and opens or continues a conversation.
   */
  async function collect(transaction: Transaction, message: IncomingMessage): Promise<Collected> {
    const placement = await placeMessage(transaction, message, { limits, newId });
    if (placement.status === 'nobody') return { status: 'ignored' };
    const conversation = placement.status === 'placed' ? placement.conversation : null;
    const stored = await storeMessage(transaction, message, conversation);
    if (stored === 'changed' && conversation) {
      const { ts, revision } = message;
      await reportChange(transaction, { conversationId: conversation.id, ts, revision });
      await lookAgain(transaction, conversation, timeOf(ts));
    }
    if (stored === 'known' || stored === 'changed') return { status: 'known' };
    if (conversation) {
      await findOutWhoWrote(transaction, conversation);
      return startWhatFollows(transaction, message, conversation);
    }
    const { team, channel, root } = message;
    await enqueue(transaction, {
      kind: AdoptThread,
      payload: { team, channel, root },
      startAfter: new Date(now().getTime() + rootMayComeMs),
    });
    return { status: 'waiting' };
  }

  async function startWhatFollows(
    transaction: Transaction,
    message: IncomingMessage,
    placed: Conversation,
  ): Promise<Collected> {
    const { ts, author, app, isEscalationRequest } = message;
    const isCustomers = author.user === placed.customer && app === null;
    const isForCustomer = [author.user, app?.reports].includes(placed.customer);
    const past = new Date(timeOf(ts).getTime() - limits.reopenWithinMs);
    const conversation = await noteMessage(transaction, placed.id, {
      at: timeOf(ts),
      reopensIfResolvedBefore: isCustomers ? past : null,
    });
    if (isForCustomer && conversation.status === 'open') {
      await noteMayWait(transaction, { id: conversation.id, since: timeOf(ts) });
    }
    const isTooLate = isEscalationRequest && wasWrittenBeforeTheEnd(message, conversation);
    const isOnlyRequest = isOnlyEscalationRequest(message);
    if (!isOnlyRequest && concernsAgents(message, conversation, past)) {
      const payload = { conversationId: conversation.id, ts };
      await enqueue(transaction, { kind: FollowUp, payload });
    } else if (!isEscalationRequest && isForCustomer) {
      await greetOrMark(transaction, message, conversation);
    }
    // A request that brings no ticket about; one that does is answered by the ticket's status.
    if (isCustomers && isEscalationRequest && (isTooLate || conversation.status === 'escalated')) {
      await mark(transaction, message, conversation.id);
    }
    return isTooLate ? { status: 'too-late' } : { status: 'stored', conversation };
  }

  /** Where the desk wants no greeting, the bot leaves no mark before it is asked for. */
  async function greetOrMark(
    transaction: Transaction,
    message: IncomingMessage,
    conversation: Conversation,
  ): Promise<void> {
    const { id: conversationId, status, greeting_step } = conversation;
    if (status !== 'open' || (greeting_step === 'new' && !message.mayGreet)) return;
    if (!mayBeAnswered(message, conversation)) return mark(transaction, message, conversationId);
    const payload = { conversationId, ts: message.ts };
    await enqueue(transaction, { kind: GreetCustomer, payload });
  }

  async function mark(
    transaction: Transaction,
    { team, channel, ts }: IncomingMessage,
    conversationId: string,
  ): Promise<void> {
    const message = { conversationId, team, channel, ts };
    await markReceived(transaction, message, { enqueue, now });
  }

  async function findOutWhoWrote(
    transaction: Transaction,
    conversation: Conversation,
  ): Promise<void> {
    if (!(await becomeTheirs(transaction, conversation))) return;
    const payload = { conversationId: conversation.id };
    await enqueue(transaction, { kind: CustomerWrote, payload });
  }

  /** Opens a conversation that no message opens. */
  async function open(transaction: Transaction, opening: Opening): Promise<Conversation> {
    return openConversation(transaction, { ...opening, id: newId() });
  }

  /**
   * Adds a customer's text that is in no Slack message: typed behind a command or into a form. If
   * agents have the conversation already, it reaches them as any other message does.
   */
  async function addTypedText(
    transaction: Transaction,
    { conversation, text, at }: { conversation: Conversation; text: string; at: Date },
  ): Promise<void> {
    const { id, team, channel, place, customer } = conversation;
    const { status } = await lockConversation(transaction, id);
    const messageAt = (ts: string): IncomingMessage => ({
      team,
      channel,
      place,
      ts,
      root: ts,
      text,
      files: [],
      revision: ts,
      author: { user: customer, kind: 'person' },
      app: null,
      isEscalationRequest: false,
      isMention: false,
      isIntake: true,
      mayGreet: false,
    });
    let ts = tsOf(at);
    // Two may type in the same millisecond, and a `ts` names one message.
    while ((await storeMessage(transaction, messageAt(ts), conversation)) !== 'new') {
      ts = tsPlus(ts, 0.000001);
    }
    await findOutWhoWrote(transaction, conversation);
    if (status === 'escalated') {
      await enqueue(transaction, { kind: FollowUp, payload: { conversationId: id, ts } });
    }
  }

  /** Takes in that a message was deleted; it is reported to agents who have read it. */
  async function deleteMessage(transaction: Transaction, message: DeletedMessage): Promise<void> {
    const { ts, revision } = message;
    const forgotten = await forgetMessage(transaction, message);
    if (!forgotten) return;
    await reportChange(transaction, { ...forgotten, ts, revision });
    // It may have been the answer.
    const conversation = await loadConversation(transaction, forgotten.conversationId);
    await lookAgain(transaction, conversation, conversation.opened_at);
  }

  /** What was changed may be a question now, or no answer any more. */
  async function lookAgain(
    transaction: Transaction,
    { id, last_message_at }: Conversation,
    since: Date,
  ): Promise<void> {
    const isQuiet = last_message_at.getTime() < now().getTime() - limits.quietAfterMs;
    if (!isQuiet) await noteMayWait(transaction, { id, since });
  }

  async function reportChange(transaction: Transaction, change: MessageChange): Promise<void> {
    const { status } = await loadConversation(transaction, change.conversationId);
    if (status === 'escalated') await enqueue(transaction, { kind: FollowChange, payload: change });
  }
}

/** Whether the bot has something to say to a customer's message, or may have: the job finds out. */
function mayBeAnswered(
  { text, place, mayGreet }: IncomingMessage,
  { greeting_step, identity }: Conversation,
): boolean {
  switch (greeting_step) {
    case 'new':
      return mayGreet;
    case 'asked-email': {
      // In a channel it is typed behind the button, out of everybody's sight.
      const isAnswer = place === 'direct' && findEmails(text).length > 0;
      const email = identity?.email;
      return isAnswer || (email?.status === 'untrusted' && email.reason === 'profile-unavailable');
    }
    case 'asked-issue':
    case 'done':
      return false;
    default:
      return greeting_step satisfies never;
  }
}

function wasWrittenBeforeTheEnd(
  { ts }: IncomingMessage,
  { status, resolved_at }: Conversation,
): boolean {
  return status === 'resolved' && resolved_at !== null && timeOf(ts) <= resolved_at;
}

/** Agents are brought what is written while they have the ticket, and for some days after its end. */
function concernsAgents(
  { author }: IncomingMessage,
  { status, resolved_at }: Conversation,
  past: Date,
): boolean {
  if (status === 'escalated') return true;
  if (status === 'open') return resolved_at !== null;
  return author.kind !== 'agent' && resolved_at !== null && resolved_at >= past;
}
