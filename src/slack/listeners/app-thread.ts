import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import { conversationOfThread } from '../../conversations/thread-store.ts';
import { threadRoot } from '../catch-up/thread-root.ts';
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
  const { channel } = request;
  const post = await threadRoot(client, { channel, root });
  const message = post && (await messageReader.readMessage(request, post));
  return message?.app ? message : undefined;
}
