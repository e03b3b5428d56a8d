import type { Conversation } from '../../conversations/conversation.ts';
import { lockThread } from '../../conversations/conversation-store.ts';
import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import { storeMessage } from '../../conversations/store-message.ts';
import { conversationOfThread, type ThreadAddress } from '../../conversations/thread-store.ts';
import type { Transaction } from '../../database/open-database.ts';
import { AGENTS_OPEN_NONE } from '../messages/answer.ts';
import { isDirectMessages, placeOfChannel } from '../reading/place-of-channel.ts';
import { SlackMessage } from '../reading/slack-message.ts';
import type { Agents } from '../workspace/agents.ts';
import type { Channels } from '../workspace/channels.ts';
import { CANNOT_READ, escalationAnswer, NOT_YOURS } from './answers.ts';
import type { MessageShortcut } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';

/**
 * The message shortcut, which works in any thread that the bot can read. A thread that was not
 * collected is opened here and fetched before triage.
 */
export async function escalateShortcut(
  { team, user, channel, message }: MessageShortcut,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets, agents, channelLookup, categories } = deps;
  const clicked = SlackMessage.parse(message);
  const thread = { team, channel, root: clicked.thread_ts ?? clicked.ts };
  const known = await conversationOfThread(database.queries, thread);
  if (!known && !(await isReadable(channel, channelLookup))) return refuse(responder, CANNOT_READ);
  const actor = agents.actor(user);
  const read = known ? undefined : await deps.messageReader.readMessage(thread, clicked);
  const customer = customerOf(read, user, agents);
  if (!known && customer === undefined) return refuse(responder, AGENTS_OPEN_NONE);
  if (!known && customer !== user && actor.kind !== 'agent') return refuse(responder, NOT_YOURS);
  const escalation = await database.transaction(async (transaction) => {
    const opening = { thread, customer: customer ?? user, clicked, message: read };
    const conversation = known ?? (await openThread(transaction, opening, deps));
    return tickets.escalate(transaction, {
      conversation,
      actor,
      door: 'shortcut',
      isToBeFetched: !known,
    });
  });
  await responder.acknowledge();
  responder.reply(escalationAnswer(escalation, categories));
}

async function isReadable(channel: string, channelLookup: Channels): Promise<boolean> {
  const found = await channelLookup.lookUp(channel).catch(() => undefined);
  // Slack shows the bot no direct messages but its own, of which it calls nobody a member.
  return found !== undefined && (isDirectMessages(channel) || found.isMember);
}

/** The message's author; or the user who clicks, where an agent or a bot wrote it. */
function customerOf(
  message: IncomingMessage | undefined,
  user: string,
  agents: Agents,
): string | undefined {
  if (message?.author.kind === 'person') return message.author.user;
  return agents.isAgent(user) ? undefined : user;
}

/**
 * Slack may be delivering the message at this very moment, or soon: what that opens or continues is
 * the conversation.
 */
async function openThread(
  transaction: Transaction,
  {
    thread,
    customer,
    clicked,
    message,
  }: {
    thread: ThreadAddress;
    customer: string;
    clicked: SlackMessage;
    message: IncomingMessage | undefined;
  },
  { conversations }: ListenerDeps,
): Promise<Conversation> {
  await lockThread(transaction, thread);
  const delivered = await conversationOfThread(transaction, thread);
  if (delivered) return delivered;
  const collected = message && (await conversations.collect(transaction, message));
  if (collected?.status === 'stored') return collected.conversation;
  const place = placeOfChannel(thread.channel);
  const opening = { ...thread, place, customer, ts: clicked.ts };
  const conversation = await conversations.open(transaction, opening);
  if (message) await storeMessage(transaction, message, conversation);
  return conversation;
}

async function refuse(responder: Responder, text: string): Promise<void> {
  await responder.acknowledge();
  responder.reply(text);
}
