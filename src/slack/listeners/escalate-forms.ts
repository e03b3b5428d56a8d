import { loadConversation } from '../../conversations/conversation-store.ts';
import { ANSWER } from '../messages/action-ids.ts';
import { escalationAnswer } from './answers.ts';
import { escalateWithText } from './escalate-command.ts';
import type { Submission } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { openByTypedText } from './open-by-typed-text.ts';

/** The form that opens a conversation and escalates it. */
export async function submitEscalateForm(
  { team, user, about: channel, key, answers }: Submission,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const text = answers.get(ANSWER)?.trim() ?? '';
  const words = await deps.texts.readBy(user);
  if (text === '') {
    return responder.acknowledge({ errors: { [ANSWER]: words.plain('answer.no-text') } });
  }
  const escalation = await openByTypedText({ team, channel, user, text, key }, deps);
  await responder.acknowledge();
  const { categories } = deps;
  deps.sendEphemeral({ channel, user, ...escalationAnswer(escalation, { categories, words }) });
}

/** The choice among a customer's conversations. */
export async function submitPickForm(
  { team, user, about: text, key, answers }: Submission,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, sendEphemeral, categories, texts } = deps;
  const words = await texts.readBy(user);
  const chosen = answers.get(ANSWER);
  if (!chosen) {
    return responder.acknowledge({ errors: { [ANSWER]: words.plain('answer.no-choice') } });
  }
  const conversation = await loadConversation(database.queries, chosen);
  const typed = { team, user, text, key, door: 'form' } as const;
  const escalation = await escalateWithText(conversation, typed, deps);
  await responder.acknowledge();
  const { channel } = conversation;
  sendEphemeral({ channel, user, ...escalationAnswer(escalation, { categories, words }) });
}
