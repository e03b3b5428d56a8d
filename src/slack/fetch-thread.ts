import type { WebClient } from '@slack/web-api';
import { loadConversation, rootsOf } from '../conversations/conversation-store.ts';
import { storeMessage } from '../conversations/store-message.ts';
import type { Database } from '../database/open-database.ts';
import { closeTranscript } from '../tickets/ticket-store.ts';
import type { FetchThread } from '../triage/triage-ticket.ts';
import type { ReadMessage } from './read-message.ts';
import { slackFailure } from './slack-failure.ts';
import { threadPages } from './thread-pages.ts';

/**
 * Creates what collects a thread that was escalated by shortcut before the bot followed it. Where
 * Slack refuses to show the thread, the ticket goes on with the message that was clicked.
 */
export function createFetchThread({
  client,
  database,
  read,
}: {
  client: WebClient;
  database: Database;
  read: ReadMessage;
}): FetchThread {
  return async (ticket) => {
    const { queries } = database;
    const conversation = await loadConversation(queries, ticket.conversation_id);
    const { team, channel } = conversation;
    for (const root of await rootsOf(queries, conversation.id)) {
      await storeThread(root).catch(ignoreRefusal);
    }
    await database.transaction((transaction) => closeTranscript(transaction, ticket));

    async function storeThread(root: string): Promise<void> {
      for await (const page of threadPages(client, { channel, root })) {
        const messages = page.flatMap((message) => read.message({ team, channel }, message) ?? []);
        await database.transaction(async (transaction) => {
          for (const message of messages) {
            await storeMessage(transaction, message, { status: 'placed', conversation });
          }
        });
      }
    }
  };
}

function ignoreRefusal(error: unknown): void {
  if (slackFailure(error).kind !== 'refused') throw error;
}
