import { conversationOfThread } from '../../conversations/thread-store.ts';
import { claimInteraction } from '../../database/interaction-store.ts';
import type { Door } from '../../tickets/ticket.ts';
import type { Escalation } from '../../tickets/tickets.ts';
import { AGENTS_OPEN_NONE } from '../messages/answer.ts';
import { type Shown, shown } from '../messages/shown.ts';
import { isDirectMessages } from '../reading/place-of-channel.ts';
import type { SlackMessage } from '../reading/slack-message.ts';
import type { Channels } from '../workspace/channels.ts';
import type { ListenerDeps } from './listener.ts';
import { openerOf, openThread } from './open-thread.ts';

/** What became of it; undefined where it was done before. */
export type ThreadEscalation = Escalation | { status: 'objection'; reason: Shown } | undefined;

/**
 * Escalates the thread of a message, in any channel that the bot can read. A thread that was not collected
 * is opened here and fetched before triage.
 */
export async function escalateThread(
  {
    team,
    user,
    channel,
    clicked,
    door,
    key,
  }: {
    team: string;
    user: string;
    channel: string;
    clicked: SlackMessage;
    door: Door;
    /** Names what the user did, where Slack may deliver that again much later. */
    key?: string;
  },
  deps: ListenerDeps,
): Promise<ThreadEscalation> {
  const { database, tickets, agents, messageReader, channelLookup, conversations, now } = deps;
  const objection = async (key: 'answer.cannot-read' | 'answer.not-yours') => {
    const words = await deps.texts.readBy(user);
    return { status: 'objection', reason: shown(words.plain(key)) } as const;
  };
  const thread = { team, channel, root: clicked.thread_ts ?? clicked.ts };
  const known = await conversationOfThread(database.queries, thread);
  if (!known && !(await isReadable(channel, channelLookup))) return objection('answer.cannot-read');
  const actor = agents.actor(user);
  const read = known ? undefined : await messageReader.readMessage(thread, clicked);
  const opener = openerOf(read, actor);
  if (!known && !opener) return { status: 'objection', reason: shown(AGENTS_OPEN_NONE) };
  if (!known && opener?.customer !== user && actor.kind !== 'agent')
    return objection('answer.not-yours');
  return database.transaction(async (transaction) => {
    if (key !== undefined && !(await claimInteraction(transaction, { team, key, at: now() }))) {
      return undefined;
    }
    const opening = {
      thread,
      opener: opener ?? { customer: user, from_app: null },
      ts: clicked.ts,
      message: read,
    };
    const conversation =
      known ?? (await openThread(transaction, opening, { conversations })).conversation;
    return tickets.escalate(transaction, { conversation, actor, door, isToBeFetched: !known });
  });
}

async function isReadable(channel: string, channelLookup: Channels): Promise<boolean> {
  const found = await channelLookup.lookUp(channel).catch(() => undefined);
  // Slack shows the bot no direct messages but its own, of which it calls nobody a member.
  return found !== undefined && (isDirectMessages(channel) || found.isMember);
}
