import type { WebClient } from '@slack/web-api';
import type { CollectMessage } from '../conversations/collect-message.ts';
import type { Conversation } from '../conversations/conversation.ts';
import {
  addThread,
  conversationOfThread,
  messagesOf,
} from '../conversations/conversation-store.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Escalate } from '../tickets/escalate.ts';
import type { AgentRoster } from './agent-roster.ts';
import type { ReadMessage } from './read-message.ts';
import { slackFailure } from './slack-failure.ts';
import type { SlackMessage } from './slack-message.ts';
import { threadPages } from './thread-pages.ts';

type Thread = { team: string; channel: string; root: string };

/**
 * Creates the worker that settles a thread of which a reply was seen before its root: if the root
 * has not come by itself it is fetched, and a call for a person among the replies is answered.
 */
export function createAdoptThread({
  client,
  database,
  read,
  collect,
  escalate,
  roster,
}: {
  client: WebClient;
  database: Database;
  read: ReadMessage;
  collect: CollectMessage;
  escalate: Escalate;
  roster: AgentRoster;
}) {
  return async (thread: Thread): Promise<void> => {
    const known = await conversationOfThread(database.queries, thread);
    const root = known === undefined ? await fetchRoot(client, thread) : undefined;
    await database.transaction(async (transaction) => {
      const message = root && read.message(thread, root);
      if (message) await collect(transaction, message);
      const conversation = await conversationOfThread(transaction, thread);
      if (conversation) await answerCalls(transaction, conversation);
      else await leaveToNobody(transaction, thread);
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
async function leaveToNobody(transaction: Transaction, { team, channel, root }: Thread) {
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
