import type { WebClient } from '@slack/web-api';
import type { AddWords } from '../../conversations/add-words.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import { currentConversations, messagesOf } from '../../conversations/conversation-store.ts';
import { claimInteraction } from '../../database/claim-interaction.ts';
import type { Database } from '../../database/open-database.ts';
import type { Category } from '../../desk/desk.ts';
import type { Escalate } from '../../tickets/escalate.ts';
import type { AgentRoster } from '../agent-roster.ts';
import { AGENTS_OPEN_NONE, escalationAnswer, whereToWrite } from '../escalation-answer.ts';
import type { Command, Listener } from '../interactions.ts';
import { escalateForm, pickForm } from '../looks/forms.ts';
import type { OpenByForm } from '../open-by-form.ts';

/**
 * Creates the listener for `/escalate`. The command tells of no thread, so it means the caller's
 * open conversations in that channel: the one, a choice of several, or, with none, a new one. What
 * is typed behind it belongs to the conversation.
 */
export function createEscalateCommand({
  client,
  database,
  addWords,
  escalate,
  openByForm,
  roster,
  intakeChannels,
  categories,
  quietAfterMs,
  now,
}: {
  client: WebClient;
  database: Database;
  addWords: AddWords;
  escalate: Escalate;
  openByForm: OpenByForm;
  roster: AgentRoster;
  intakeChannels: string[];
  categories: Category[];
  quietAfterMs: number;
  now: () => Date;
}): Listener<Command> {
  return async (command, reply) => {
    const { channel, user, text, triggerId } = command;
    if (!channel.startsWith('D') && !intakeChannels.includes(channel)) {
      return reply.acknowledge({ text: whereToWrite(intakeChannels) });
    }
    if (roster.isAgent(user)) return reply.acknowledge({ text: AGENTS_OPEN_NONE });
    const conversations = await currentConversations(database.queries, {
      ...command,
      customer: user,
      since: new Date(now().getTime() - quietAfterMs),
    });
    const open = conversations.filter(({ status }) => status === 'open');
    if (open.length > 1) {
      const view = pickForm({ choices: await choices(open), text });
      await client.views.open({ trigger_id: triggerId, view });
      return reply.acknowledge();
    }
    const conversation = open[0] ?? conversations[0];
    if (conversation) return reply.acknowledge(await escalateOne(command, conversation));
    if (text === '') {
      await client.views.open({ trigger_id: triggerId, view: escalateForm({ channel }) });
      return reply.acknowledge();
    }
    const escalation = await openByForm({ ...command, key: triggerId, text });
    await reply.acknowledge({ text: escalationAnswer(escalation, categories) });
  };

  async function escalateOne({ team, user, text, triggerId }: Command, conversation: Conversation) {
    const at = now();
    const escalation = await database.transaction(async (transaction) => {
      const isFirst = await claimInteraction(transaction, { team, key: triggerId, at });
      if (isFirst && text !== '') await addWords(transaction, { conversation, text, at });
      const actor = { user, isAgent: false };
      return escalate(transaction, { conversation, actor, door: 'command' });
    });
    return { text: escalationAnswer(escalation, categories) };
  }

  function choices(conversations: Conversation[]) {
    return Promise.all(
      conversations.map(async ({ id }) => {
        const [first] = await messagesOf(database.queries, id);
        return { conversationId: id, began: first?.text || 'A conversation without words' };
      }),
    );
  }
}
