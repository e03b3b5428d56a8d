import type { CollectMessage } from '../../conversations/collect-message.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import { conversationOfThread, lockThread } from '../../conversations/conversation-store.ts';
import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import type { OpenConversation } from '../../conversations/open-conversation.ts';
import { storeMessage } from '../../conversations/store-message.ts';
import type { Database, Transaction } from '../../database/open-database.ts';
import type { Category } from '../../desk/desk.ts';
import type { Escalate } from '../../tickets/escalate.ts';
import type { AgentRoster } from '../agent-roster.ts';
import type { ChannelDirectory } from '../channel-directory.ts';
import { AGENTS_OPEN_NONE, escalationAnswer, NOT_YOURS } from '../escalation-answer.ts';
import type { Listener, MessageShortcut } from '../interactions.ts';
import type { ReadMessage } from '../read-message.ts';
import { SlackMessage } from '../slack-message.ts';

const CANNOT_READ =
  'I cannot read this conversation. Invite me to the channel with /invite, then try again, or write to me in a direct message.';

/**
 * Creates the listener for the message shortcut, which works in any thread that the bot can read.
 * A thread that was not collected is opened here and fetched before triage.
 */
export function createEscalateShortcut({
  database,
  read,
  collect,
  open,
  escalate,
  roster,
  directory,
  categories,
}: {
  database: Database;
  read: ReadMessage;
  collect: CollectMessage;
  open: OpenConversation;
  escalate: Escalate;
  roster: AgentRoster;
  directory: ChannelDirectory;
  categories: Category[];
}): Listener<MessageShortcut> {
  return async ({ team, user, channel, message }, reply) => {
    const clicked = SlackMessage.parse(message);
    const thread = { team, channel, root: clicked.thread_ts ?? clicked.ts };
    const known = await conversationOfThread(database.queries, thread);
    if (!known && !(await isReadable(channel))) return refuse(reply, CANNOT_READ);
    const actor = { user, isAgent: roster.isAgent(user) };
    const customer = customerOf(clicked, user);
    if (!known && customer === undefined) return refuse(reply, AGENTS_OPEN_NONE);
    if (!known && customer !== user && !actor.isAgent) return refuse(reply, NOT_YOURS);
    const escalation = await database.transaction(async (transaction) => {
      const conversation =
        known ??
        (await openThread(transaction, { ...thread, clicked, customer: customer ?? user }));
      return escalate(transaction, {
        conversation,
        actor,
        door: 'shortcut',
        isToBeFetched: !known,
      });
    });
    await reply.acknowledge();
    reply.tell(escalationAnswer(escalation, categories));
  };

  async function isReadable(channel: string): Promise<boolean> {
    const found = await directory.lookUp(channel).catch(() => undefined);
    // Slack shows the bot no direct messages but its own, of which it calls nobody a member.
    return found !== undefined && (channel.startsWith('D') || found.isMember);
  }

  /** The message's author; or whoever clicks, where an agent or a bot wrote it. */
  function customerOf({ user: author, bot_id }: SlackMessage, user: string): string | undefined {
    if (author && !bot_id && !roster.isAgent(author)) return author;
    return roster.isAgent(user) ? undefined : user;
  }

  /**
   * Slack may be telling of the message at this very moment, or soon: what that opens or continues
   * is the conversation.
   */
  async function openThread(
    transaction: Transaction,
    {
      clicked,
      ...opening
    }: { team: string; channel: string; root: string; customer: string; clicked: SlackMessage },
  ): Promise<Conversation> {
    await lockThread(transaction, opening);
    const told = await conversationOfThread(transaction, opening);
    if (told) return told;
    const message: IncomingMessage | undefined = read.message(opening, clicked);
    const collected = message && (await collect(transaction, message));
    if (collected?.status === 'stored') return collected.conversation;
    const place = opening.channel.startsWith('D') ? 'direct' : 'channel';
    const conversation = await open(transaction, { ...opening, place, ts: clicked.ts });
    if (message) await storeMessage(transaction, message, { status: 'placed', conversation });
    return conversation;
  }
}

async function refuse(reply: Parameters<Listener<MessageShortcut>>[1], text: string) {
  await reply.acknowledge();
  reply.tell(text);
}
