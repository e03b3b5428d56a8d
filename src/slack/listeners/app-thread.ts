import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import { conversationOfThread } from '../../conversations/thread-store.ts';
import { threadPages } from '../catch-up/thread-pages.ts';
import type { SlackMessage } from '../reading/slack-message.ts';
import { slackFailure } from '../workspace/slack-failure.ts';
import type { ListenerDeps } from './listener.ts';

/**
 * The app's post under which an agent asks for a person, where that thread is nobody's conversation: it
 * is escalated as the shortcut does it. It throws where Slack does not answer.
 */
export async function appPostAbove(
  request: IncomingMessage,
  { client, database, messageReader }: ListenerDeps,
): Promise<IncomingMessage | undefined> {
  const { author, isEscalationRequest, place, root, ts } = request;
  if (!isEscalationRequest || author.kind !== 'agent') return undefined;
  if (place === 'direct' || root === ts) return undefined;
  if (await conversationOfThread(database.queries, request)) return undefined;
  const post = await rootOf();
  const message = post && (await messageReader.readMessage(request, post));
  return message?.app ? message : undefined;

  async function rootOf(): Promise<SlackMessage | undefined> {
    const { channel } = request;
    // Its replies are read before triage.
    const onUnreadable = () => {};
    try {
      const pages = threadPages(client, { channel, root, onUnreadable });
      for await (const page of pages) return page.find((message) => message.ts === root);
      return undefined;
    } catch (error) {
      if (slackFailure(error).kind !== 'refused') throw error;
      return undefined;
    }
  }
}
