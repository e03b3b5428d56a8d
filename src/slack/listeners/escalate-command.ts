import type { Conversation } from '../../conversations/conversation.ts';
import { currentConversations } from '../../conversations/conversation-store.ts';
import { messagesOf } from '../../conversations/message-store.ts';
import { inOneLine, markLines, shownWords } from '../../conversations/transcript.ts';
import { claimInteraction } from '../../database/interaction-store.ts';
import type { Queries } from '../../database/open-database.ts';
import type { Escalation } from '../../tickets/tickets.ts';
import { AGENTS_OPEN_NONE } from '../messages/answer.ts';
import { escalateForm, pickForm } from '../messages/forms.ts';
import { isDirectMessages } from '../reading/place-of-channel.ts';
import { escalationAnswer, whereToWrite } from './answers.ts';
import type { Command } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { openByTypedText, ticketBefore } from './open-by-typed-text.ts';

/** `/escalate` in an intake channel or in the direct messages. */
export async function escalateCommand(
  command: Command,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { channel, user } = command;
  const { intakeChannels, agents, categories, texts } = deps;
  if (!isDirectMessages(channel) && !intakeChannels.includes(channel)) {
    return responder.acknowledge(whereToWrite(intakeChannels, await texts.readBy(user)));
  }
  if (agents.isAgent(user)) return responder.acknowledge({ text: AGENTS_OPEN_NONE });
  const escalation = await escalateHere(command, deps);
  if (!escalation) return responder.acknowledge();
  const words = await texts.readBy(user);
  await responder.acknowledge(escalationAnswer(escalation, { categories, words }));
}

/**
 * Escalates what somebody has written in a channel or in the direct messages. `/escalate` names no
 * thread, so it means the caller's open conversations there: the one, a choice of several, or, with
 * none, a new one. Text typed behind it belongs to the conversation.
 *
 * Returns undefined when a form asks the caller further.
 */
export async function escalateHere(
  command: Command,
  deps: ListenerDeps,
): Promise<Escalation | undefined> {
  const { team, channel, user, text, triggerId } = command;
  const { client, database, texts, quietAfterMs, now } = deps;
  const since = new Date(now().getTime() - quietAfterMs);
  const place = { team, channel, customer: user, since };
  const conversations = await currentConversations(database.queries, place);
  const open = conversations.filter(({ status }) => status === 'open');
  if (open.length > 1) {
    const words = await texts.readBy(user);
    const view = pickForm({ choices: await choices(database.queries, open), text, words });
    await client.views.open({ trigger_id: triggerId, view });
    return undefined;
  }
  const conversation = open[0] ?? conversations[0];
  if (conversation) {
    const typed = { team, user, text, key: triggerId, door: 'command' } as const;
    return escalateWithText(conversation, typed, deps);
  }
  if (text === '') {
    const view = escalateForm({ channel, words: await texts.readBy(user) });
    await client.views.open({ trigger_id: triggerId, view });
    return undefined;
  }
  return openByTypedText({ team, channel, user, text, key: triggerId }, deps);
}

/**
 * Escalates a customer's own conversation, with the text that they typed for it; delivered twice,
 * that is added once. Nobody else's words are added, whatever conversation a form names.
 */
export async function escalateWithText(
  conversation: Conversation,
  {
    team,
    user,
    text,
    key,
    door,
  }: { team: string; user: string; text: string; key: string; door: 'command' | 'form' },
  { database, conversations, tickets, agents, now }: ListenerDeps,
): Promise<Escalation> {
  if (conversation.customer !== user) {
    return { status: 'refused', customer: conversation.customer };
  }
  const at = now();
  return database.transaction(async (transaction) => {
    const isFirst = await claimInteraction(transaction, { team, key, at });
    if (!isFirst) return ticketBefore(transaction, { team, customer: user });
    if (text !== '') {
      await conversations.addTypedText(transaction, { conversation, text, at });
    }
    const actor = agents.actor(user);
    return tickets.escalate(transaction, { conversation, actor, door });
  });
}

function choices(queries: Queries, conversations: Conversation[]) {
  return Promise.all(
    conversations.map(async ({ id }) => {
      const [first] = await messagesOf(queries, id);
      return { conversationId: id, began: first ? inOneLine(markLines(shownWords(first))) : '' };
    }),
  );
}
