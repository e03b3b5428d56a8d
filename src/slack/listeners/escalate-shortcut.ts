import { conversationOfThread } from '../../conversations/thread-store.ts';
import { AGENTS_OPEN_NONE } from '../messages/answer.ts';
import { shown } from '../messages/shown.ts';
import { isDirectMessages } from '../reading/place-of-channel.ts';
import { SlackMessage } from '../reading/slack-message.ts';
import type { Channels } from '../workspace/channels.ts';
import { escalationAnswer } from './answers.ts';
import type { MessageShortcut } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { openerOf, openThread } from './open-thread.ts';
import { refuse } from './refuse.ts';

/**
 * The message shortcut, which works in any thread that the bot can read. A thread that was not
 * collected is opened here and fetched before triage.
 */
export async function escalateShortcut(
  { team, user, channel, message }: MessageShortcut,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets, agents, messageReader, channelLookup, categories, texts } = deps;
  const clicked = SlackMessage.parse(message);
  const thread = { team, channel, root: clicked.thread_ts ?? clicked.ts };
  const known = await conversationOfThread(database.queries, thread);
  if (!known && !(await isReadable(channel, channelLookup))) {
    const words = await texts.readBy(user);
    return refuse(responder, shown(words.plain('answer.cannot-read')));
  }
  const actor = agents.actor(user);
  const read = known ? undefined : await messageReader.readMessage(thread, clicked);
  const opener = openerOf(read, actor);
  if (!known && !opener) return refuse(responder, AGENTS_OPEN_NONE);
  if (!known && opener?.customer !== user && actor.kind !== 'agent') {
    const words = await texts.readBy(user);
    return refuse(responder, shown(words.plain('answer.not-yours')));
  }
  const escalation = await database.transaction(async (transaction) => {
    const opening = {
      thread,
      opener: opener ?? { customer: user, from_app: null },
      ts: clicked.ts,
      message: read,
    };
    const conversation = known ?? (await openThread(transaction, opening, deps)).conversation;
    return tickets.escalate(transaction, {
      conversation,
      actor,
      door: 'shortcut',
      isToBeFetched: !known,
    });
  });
  await responder.acknowledge();
  const words = await texts.readBy(user);
  responder.reply(escalationAnswer(escalation, { categories, words }));
}

async function isReadable(channel: string, channelLookup: Channels): Promise<boolean> {
  const found = await channelLookup.lookUp(channel).catch(() => undefined);
  // Slack shows the bot no direct messages but its own, of which it calls nobody a member.
  return found !== undefined && (isDirectMessages(channel) || found.isMember);
}
