import type { Conversation } from '../../conversations/conversation.ts';
import { lockThread } from '../../conversations/conversation-store.ts';
import type { Actor, IncomingMessage } from '../../conversations/incoming-message.ts';
import { storeMessage } from '../../conversations/store-message.ts';
import { conversationOfThread, type ThreadAddress } from '../../conversations/thread-store.ts';
import type { FromApp } from '../../customers/identity.ts';
import type { Transaction } from '../../database/open-database.ts';
import { placeOfChannel } from '../reading/place-of-channel.ts';
import type { ListenerDeps } from './listener.ts';

/** Whose request a thread is that was not collected. */
export type Opener = { customer: string; from_app: FromApp | null };

/**
 * The author of the message that is escalated. An app's post is the request of whom its form names; of
 * the app itself, where an agent escalates it; or of whoever else does, as an agent's post is.
 */
export function openerOf(message: IncomingMessage | undefined, actor: Actor): Opener | undefined {
  if (message?.author.kind === 'person') return { customer: message.author.user, from_app: null };
  const app = message?.app;
  if (app?.reports) {
    return { customer: app.reports, from_app: { is: 'reporter', name: app.name } };
  }
  if (actor.kind !== 'agent') return { customer: actor.user, from_app: null };
  if (!message || !app) return undefined;
  return { customer: message.author.user, from_app: { is: 'customer', name: app.name } };
}

/**
 * Opens a thread that was not collected, unless it is open by now. Slack may be delivering the message
 * at this very moment, or soon: what that opens or continues is the conversation.
 */
export async function openThread(
  transaction: Transaction,
  {
    thread,
    opener,
    ts,
    message,
  }: {
    thread: ThreadAddress;
    opener: Opener;
    ts: string;
    /** The message that is escalated, where it can be read. */
    message: IncomingMessage | undefined;
  },
  { conversations }: Pick<ListenerDeps, 'conversations'>,
): Promise<{ conversation: Conversation; isNew: boolean }> {
  await lockThread(transaction, thread);
  const delivered = await conversationOfThread(transaction, thread);
  if (delivered) return { conversation: delivered, isNew: false };
  const collected = message && (await conversations.collect(transaction, message));
  if (collected?.status === 'stored') return { conversation: collected.conversation, isNew: true };
  const place = placeOfChannel(thread.channel);
  const opening = { ...thread, ...opener, place, ts };
  const conversation = await conversations.open(transaction, opening);
  if (message) await storeMessage(transaction, message, conversation);
  return { conversation, isNew: true };
}
