import type { WebClient } from '@slack/web-api';
import type { CollectMessage } from '../conversations/collect-message.ts';
import { type Conversation, FollowUp } from '../conversations/conversation.ts';
import {
  addThread,
  conversationOfThread,
  lockConversation,
  lockThread,
  messagesOf,
} from '../conversations/conversation-store.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Escalate } from '../tickets/escalate.ts';
import type { AgentRoster } from './agent-roster.ts';
import type { ReadMessage } from './read-message.ts';
import { slackFailure } from './slack-failure.ts';
import type { SlackMessage } from './slack-message.ts';
import { threadPages } from './thread-pages.ts';

type Thread = { team: string; channel: string; root: string };

/** The root may be a post of the bot's own that is not noted yet; the job runs again. */
export class RootNotNoted extends Error {
  override readonly name = 'RootNotNoted';
}

/**
 * Creates the worker that settles a thread of which a reply was seen before its root: if the root
 * has not come by itself it is fetched, and a call for a person among the replies is answered. What
 * belongs to a conversation that agents have follows to them.
 *
 * @throws {RootNotNoted} when it cannot be told yet whose the thread is.
 */
export function createAdoptThread({
  client,
  database,
  read,
  collect,
  escalate,
  enqueue,
  roster,
}: {
  client: WebClient;
  database: Database;
  read: ReadMessage;
  collect: CollectMessage;
  escalate: Escalate;
  enqueue: Enqueue;
  roster: AgentRoster;
}) {
  return async (thread: Thread): Promise<void> => {
    const known = await conversationOfThread(database.queries, thread);
    const root = known === undefined ? await fetchRoot(client, thread) : undefined;
    await database.transaction(async (transaction) => {
      await lockThread(transaction, thread);
      const message = root && read.message(thread, root);
      if (message) await collect(transaction, message);
      const conversation = await conversationOfThread(transaction, thread);
      if (!conversation) return leaveToNobody(transaction, thread);
      await answerCalls(transaction, conversation);
      await followUp(transaction, conversation, thread);
    });
  };

  async function answerCalls(transaction: Transaction, conversation: Conversation): Promise<void> {
    if (conversation.status !== 'open') return;
    const messages = await messagesOf(transaction, conversation.id);
    for (const { author } of messages.filter(({ is_call }) => is_call)) {
      const actor = { user: author, isAgent: roster.isAgent(author) };
      await escalate(transaction, { conversation, actor, door: 'text' });
    }
  }

  async function followUp(transaction: Transaction, { id }: Conversation, { root }: Thread) {
    const { status } = await lockConversation(transaction, id);
    if (status !== 'escalated') return;
    const messages = await messagesOf(transaction, id);
    for (const { ts } of messages.filter((message) => message.root === root)) {
      await enqueue(transaction, { kind: FollowUp, payload: { conversationId: id, ts } });
    }
  }
}

async function fetchRoot(client: WebClient, thread: Thread): Promise<SlackMessage | undefined> {
  try {
    for await (const [root] of threadPages(client, thread)) return root;
    return undefined;
  } catch (error) {
    if (slackFailure(error).kind !== 'refused') throw error;
    return undefined;
  }
}

/** The replies were kept only until it was known whose they are. */
async function leaveToNobody(transaction: Transaction, thread: Thread) {
  const { team, channel, root } = thread;
  if (await isPosting(transaction, thread)) {
    throw new RootNotNoted('A post of the bot in this channel is not noted yet.');
  }
  await addThread(transaction, { team, channel, root, conversation_id: null });
  await transaction
    .deleteFrom('messages')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('root', '=', root)
    .where('conversation_id', 'is', null)
    .where('is_deleted', '=', false)
    .execute();
}

/** Whether a post in the channel itself is out of which it is not known yet where it stands. */
async function isPosting(transaction: Transaction, { team, channel }: Thread): Promise<boolean> {
  const post = await transaction
    .selectFrom('outbox')
    .select('id')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('thread', 'is', null)
    .where('is_calling', '=', true)
    .executeTakeFirst();
  return post !== undefined;
}
