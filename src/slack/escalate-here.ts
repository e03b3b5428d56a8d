import type { WebClient } from '@slack/web-api';
import type { AddWords } from '../conversations/add-words.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { currentConversations, messagesOf } from '../conversations/conversation-store.ts';
import { claimInteraction } from '../database/claim-interaction.ts';
import type { Database } from '../database/open-database.ts';
import type { Escalate, Escalation } from '../tickets/escalate.ts';
import type { Command } from './interactions.ts';
import { escalateForm, pickForm } from './looks/forms.ts';
import type { OpenByForm } from './open-by-form.ts';

/** Hands on what somebody has said in a place; undefined when a form asks them further. */
export type EscalateHere = (command: Command) => Promise<Escalation | undefined>;

/**
 * Creates what `/escalate` does. The command tells of no thread, so it means the caller's open
 * conversations in that channel: the one, a choice of several, or, with none, a new one. What is
 * typed behind it belongs to the conversation.
 */
export function createEscalateHere({
  client,
  database,
  addWords,
  escalate,
  openByForm,
  quietAfterMs,
  now,
}: {
  client: WebClient;
  database: Database;
  addWords: AddWords;
  escalate: Escalate;
  openByForm: OpenByForm;
  quietAfterMs: number;
  now: () => Date;
}): EscalateHere {
  return async (command) => {
    const { channel, user, text, triggerId } = command;
    const conversations = await currentConversations(database.queries, {
      ...command,
      customer: user,
      since: new Date(now().getTime() - quietAfterMs),
    });
    const open = conversations.filter(({ status }) => status === 'open');
    if (open.length > 1) {
      const view = pickForm({ choices: await choices(open), text });
      await client.views.open({ trigger_id: triggerId, view });
      return undefined;
    }
    const conversation = open[0] ?? conversations[0];
    if (conversation) return escalateOne(command, conversation);
    if (text === '') {
      await client.views.open({ trigger_id: triggerId, view: escalateForm({ channel }) });
      return undefined;
    }
    return openByForm({ ...command, key: triggerId, text });
  };

  async function escalateOne({ team, user, text, triggerId }: Command, conversation: Conversation) {
    const at = now();
    return database.transaction(async (transaction) => {
      const isFirst = await claimInteraction(transaction, { team, key: triggerId, at });
      if (isFirst && text !== '') await addWords(transaction, { conversation, text, at });
      const actor = { user, isAgent: false };
      return escalate(transaction, { conversation, actor, door: 'command' });
    });
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
