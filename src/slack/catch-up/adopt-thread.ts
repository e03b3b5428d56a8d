import type { WebClient } from '@slack/web-api';
import { type Conversation, FollowUp } from '../../conversations/conversation.ts';
import { lockConversation, lockThread } from '../../conversations/conversation-store.ts';
import type { Conversations } from '../../conversations/conversations.ts';
import { markReceived } from '../../conversations/mark-received.ts';
import { deleteUnowned, messagesOf } from '../../conversations/message-store.ts';
import {
  addThread,
  conversationOfThread,
  type ThreadAddress,
} from '../../conversations/thread-store.ts';
import type { Database, Transaction } from '../../database/open-database.ts';
import type { Enqueue } from '../../jobs/enqueue.ts';
import { isPosting } from '../../outbox/outbox-store.ts';
import type { Tickets } from '../../tickets/tickets.ts';
import type { MessageReader } from '../reading/read-message.ts';
import type { Agents } from '../workspace/agents.ts';
import { threadRoot } from './thread-root.ts';

/** The root may be a post of the bot's own that is not stored yet; the job runs again. */
export class RootNotStored extends Error {
  override readonly name = 'RootNotStored';
}

/**
 * Settles a thread of which a reply was received before its root: if the root has not come by itself
 * it is fetched, and a wish for a person among the replies is answered. What belongs to a
 * conversation that agents have follows to them.
 *
 * @throws {RootNotStored} when it cannot be known yet whose the thread is.
 */
export async function adoptThread(
  thread: ThreadAddress,
  {
    client,
    database,
    messageReader,
    conversations,
    tickets,
    agents,
    enqueue,
    onUnreadable,
    now,
  }: {
    client: WebClient;
    database: Database;
    messageReader: MessageReader;
    conversations: Conversations;
    tickets: Tickets;
    agents: Pick<Agents, 'actor'>;
    enqueue: Enqueue;
    onUnreadable: (error: Error) => void;
    now: () => Date;
  },
): Promise<void> {
  const known = await conversationOfThread(database.queries, thread);
  const root =
    known === undefined ? await threadRoot(client, { ...thread, onUnreadable }) : undefined;
  const message = root && (await messageReader.readMessage(thread, root));
  await database.transaction(async (transaction) => {
    await lockThread(transaction, thread);
    if (message) await conversations.collect(transaction, message);
    const conversation = await conversationOfThread(transaction, thread);
    if (!conversation) return leaveToNobody(transaction, thread);
    await answerRequests(transaction, conversation);
    await followUp(transaction, conversation);
  });

  async function answerRequests(
    transaction: Transaction,
    conversation: Conversation,
  ): Promise<void> {
    if (conversation.status !== 'open') return;
    for (const message of await messagesOf(transaction, conversation.id)) {
      if (!message.is_escalation_request) continue;
      const actor = agents.actor(message.author);
      await tickets.escalate(transaction, { conversation, actor, door: 'text' });
    }
  }

  async function followUp(transaction: Transaction, { id }: Conversation): Promise<void> {
    const { status, resolved_at } = await lockConversation(transaction, id);
    const hasTicket = status === 'escalated' || resolved_at !== null;
    for (const { channel, root, ts, role } of await messagesOf(transaction, id)) {
      if (root !== thread.root) continue;
      if (hasTicket) {
        await enqueue(transaction, { kind: FollowUp, payload: { conversationId: id, ts } });
      } else if (ts !== root && role === 'customer') {
        const message = { conversationId: id, team: thread.team, channel, ts };
        await markReceived(transaction, message, { enqueue, now });
      }
    }
  }
}

/** The replies were kept only until it was known whose they are. */
async function leaveToNobody(transaction: Transaction, thread: ThreadAddress): Promise<void> {
  if (await isPosting(transaction, thread)) {
    throw new RootNotStored('A post of the bot in this channel is not stored yet.');
  }
  await addThread(transaction, thread, null);
  await deleteUnowned(transaction, thread);
}
