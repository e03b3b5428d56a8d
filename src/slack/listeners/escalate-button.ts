import { loadConversation } from '../../conversations/conversation-store.ts';
import { claimInteraction } from '../../database/interaction-store.ts';
import { escalationAnswer } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';

/** The button *Talk to a person*; its value is the conversation. */
export async function escalateButton(
  { team, user, key, value }: BlockAction,
  responder: Responder,
  { database, tickets, agents, categories, texts, now }: ListenerDeps,
): Promise<void> {
  const escalation = await database.transaction(async (transaction) => {
    if (!(await claimInteraction(transaction, { team, key, at: now() }))) return undefined;
    const conversation = await loadConversation(transaction, value);
    const actor = agents.actor(user);
    return tickets.escalate(transaction, { conversation, actor, door: 'button' });
  });
  await responder.acknowledge();
  if (!escalation) return;
  const words = await texts.readBy(user);
  responder.reply(escalationAnswer(escalation, { categories, words }));
}
