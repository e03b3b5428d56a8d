import { loadConversation } from '../../conversations/conversation-store.ts';
import type { Message } from '../../conversations/message.ts';
import { findMessageAt } from '../../conversations/message-store.ts';
import { claimInteraction } from '../../database/interaction-store.ts';
import { findSlackMessage } from '../catch-up/find-slack-message.ts';
import { isDirectMessages } from '../reading/place-of-channel.ts';
import type { Reaction } from '../reading/reaction.ts';
import { escalateThread } from './escalate-thread.ts';
import type { ListenerDeps } from './listener.ts';

/**
 * One of the doors: a `:ticket:` reaction where customers write, by an agent or by the message's own
 * author, who is its customer. Anybody else's does nothing, and nobody is answered: a reaction is no
 * command, and what it does shows in the conversation.
 */
export async function ticketReaction(reaction: Reaction, deps: ListenerDeps): Promise<void> {
  const { team, channel, ts, user, author } = reaction;
  const { database, agents, client, intakeChannels } = deps;
  if (!isDirectMessages(channel) && !intakeChannels.includes(channel)) return;
  const stored = await findMessageAt(database.queries, { team, channel, ts });
  if (stored?.conversation_id) {
    return escalateStored(reaction, { ...stored, conversation_id: stored.conversation_id }, deps);
  }
  if (agents.actor(user).kind !== 'agent' && author !== user) return;
  const clicked = await findSlackMessage(client, { channel, ts });
  if (!clicked) return;
  const about = { team, user, channel, clicked, door: 'reaction', key: keyOf(reaction) } as const;
  await escalateThread(about, deps);
}

async function escalateStored(
  reaction: Reaction,
  { conversation_id, role }: Message & { conversation_id: string },
  { database, agents, tickets, now }: ListenerDeps,
): Promise<void> {
  const { team, user } = reaction;
  const actor = agents.actor(user);
  await database.transaction(async (transaction) => {
    const conversation = await loadConversation(transaction, conversation_id);
    const isAuthor = role === 'customer' && conversation.customer === user;
    if (actor.kind !== 'agent' && !isAuthor) return;
    const claim = { team, key: keyOf(reaction), at: now() };
    if (!(await claimInteraction(transaction, claim))) return;
    await tickets.escalate(transaction, { conversation, actor, door: 'reaction' });
  });
}

/** Slack delivers one reaction more than once; taken back and added again, it is another. */
function keyOf({ channel, ts, user, at }: Reaction): string {
  return `reaction:${channel}:${ts}:${user}:${at}`;
}
