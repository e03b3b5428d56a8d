import type { WebClient } from '@slack/web-api';
import { loadConversation } from '../../conversations/conversation-store.ts';
import { becomeTheirs } from '../../conversations/customer-wrote.ts';
import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import { lastTsOf } from '../../conversations/message-store.ts';
import { storeMessage } from '../../conversations/store-message.ts';
import { rootsOf } from '../../conversations/thread-store.ts';
import type { Database } from '../../database/open-database.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { endTranscript } from '../../tickets/ticket-store.ts';
import type { MessageReader } from '../reading/read-message.ts';
import { slackFailure } from '../workspace/slack-failure.ts';
import { threadPages } from './thread-pages.ts';

/**
 * Collects a thread that was escalated by shortcut before the bot followed it. Where Slack refuses to
 * show the thread, the ticket goes on with the message that was clicked.
 */
export async function fetchThread(
  { id: ticketId, conversation_id }: Ticket,
  {
    client,
    database,
    messageReader,
    onUnreadable,
  }: {
    client: WebClient;
    database: Database;
    messageReader: MessageReader;
    onUnreadable: (error: Error) => void;
  },
): Promise<void> {
  const conversation = await loadConversation(database.queries, conversation_id);
  const { id, team, channel } = conversation;
  for (const root of await rootsOf(database.queries, conversation)) {
    await storeThread(root).catch(ignoreRefusal);
  }
  await database.transaction(async (transaction) => {
    await becomeTheirs(transaction, conversation);
    const until = await lastTsOf(transaction, id);
    await endTranscript(transaction, { id: ticketId, until });
  });

  async function storeThread(root: string): Promise<void> {
    for await (const page of threadPages(client, { channel, root, onUnreadable })) {
      const messages: IncomingMessage[] = [];
      for (const past of page) {
        const message = await messageReader.readMessage({ team, channel }, past);
        if (message) messages.push(message);
      }
      await database.transaction(async (transaction) => {
        for (const message of messages) await storeMessage(transaction, message, conversation);
      });
    }
  }
}

function ignoreRefusal(error: unknown): void {
  if (slackFailure(error).kind !== 'refused') throw error;
}
