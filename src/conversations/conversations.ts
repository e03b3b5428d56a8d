import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import {
  AdoptThread,
  type Conversation,
  CustomerWrote,
  FollowChange,
  FollowUp,
  GreetCustomer,
  type MessageChange,
} from './conversation.ts';
import { loadConversation, lockConversation, noteMessage } from './conversation-store.ts';
import { becomeTheirs } from './customer-wrote.ts';
import type { DeletedMessage, IncomingMessage } from './incoming-message.ts';
import { forgetMessage } from './message-store.ts';
import { isOnlyEscalationRequest } from './only-escalation-request.ts';
import { type Opening, openConversation } from './open-conversation.ts';
import { type ConversationLimits, placeMessage } from './place-message.ts';
import { timeOf, tsOf, tsPlus } from './slack-ts.ts';
import { storeMessage } from './store-message.ts';

/** What became of a message: only a `stored` one is new and belongs to a conversation. */
export type Collected =
  | { status: 'stored'; conversation: Conversation }
  | { status: 'waiting' | 'ignored' | 'known' };

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
    }
    if (stored === 'known' || stored === 'changed') return { status: 'known' };
    if (conversation) {
      await findOutWhoWrote(transaction, conversation);
      await startWhatFollows(transaction, message, conversation);
      return { status: 'stored', conversation };
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
    { id: conversationId, customer }: Conversation,
  ): Promise<void> {
    const conversation = await noteMessage(transaction, conversationId, {
      at: timeOf(message.ts),
      reopens: message.author.user === customer && message.app === null,
    });
    if (isOnlyEscalationRequest(message)) return;
    if (conversation.status === 'escalated') {
      await enqueue(transaction, { kind: FollowUp, payload: { conversationId, ts: message.ts } });
    }
    if (awaitsTheBot(message, conversation)) {
      await enqueue(transaction, { kind: GreetCustomer, payload: { conversationId } });
    }
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
    if (forgotten) await reportChange(transaction, { ...forgotten, ts, revision });
  }

  async function reportChange(transaction: Transaction, change: MessageChange): Promise<void> {
    const { status } = await loadConversation(transaction, change.conversationId);
    if (status === 'escalated') await enqueue(transaction, { kind: FollowChange, payload: change });
  }
}

function awaitsTheBot(
  { author, app, mayGreet }: IncomingMessage,
  { customer, greeting_step }: Conversation,
): boolean {
  if (![author.user, app?.reports].includes(customer) || greeting_step === 'done') return false;
  return greeting_step !== 'new' || mayGreet;
}
