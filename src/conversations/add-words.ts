import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { type Conversation, FollowUp } from './conversation.ts';
import { lockConversation } from './conversation-store.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { storeMessage } from './store-message.ts';

export type AddWords = (
  transaction: Transaction,
  words: { conversation: Conversation; text: string; at: Date },
) => Promise<void>;

/**
 * Creates what adds a customer's words that stand in no Slack message: typed behind a command or
 * into a form. If agents have the conversation already, the words reach them as any others.
 */
export function createAddWords({ enqueue }: { enqueue: Enqueue }): AddWords {
  return async (transaction, { conversation, text, at }) => {
    const { id, team, channel, place, customer } = conversation;
    const { status } = await lockConversation(transaction, id);
    const store = (ts: string) => {
      const message: IncomingMessage = {
        ...{ team, channel, place, ts, root: ts, text, files: [], revision: ts },
        author: { id: customer, kind: 'person' },
        ...{ isCall: false, isIntake: true, mayGreet: false },
      };
      return storeMessage(transaction, message, { status: 'placed', conversation });
    };
    let ts = toTs(at);
    // Two may type in the same millisecond, and a `ts` names one message.
    while ((await store(ts)) !== 'new') ts = (Number(ts) + 0.000001).toFixed(6);
    if (status === 'escalated') {
      await enqueue(transaction, { kind: FollowUp, payload: { conversationId: id, ts } });
    }
  };
}

/** A time in the form of Slack's `ts`, for words that Slack gave none. */
export function toTs(at: Date): string {
  return (at.getTime() / 1000).toFixed(6);
}
