import type { AddWords } from '../../conversations/add-words.ts';
import { loadConversation } from '../../conversations/conversation-store.ts';
import { claimInteraction } from '../../database/claim-interaction.ts';
import type { Database } from '../../database/open-database.ts';
import type { Category } from '../../desk/desk.ts';
import type { Escalate, Escalation } from '../../tickets/escalate.ts';
import { ANSWER } from '../action-ids.ts';
import { escalationAnswer } from '../escalation-answer.ts';
import type { Listener, Submission } from '../interactions.ts';
import type { OpenByForm } from '../open-by-form.ts';
import type { Whisper } from './message-listener.ts';

/** Creates the listener for the form that opens a conversation and escalates it. */
export function createEscalateFormListener({
  openByForm,
  whisper,
  categories,
}: {
  openByForm: OpenByForm;
  whisper: Whisper;
  categories: Category[];
}): Listener<Submission> {
  return async ({ team, user, about: channel, key, answers }, reply) => {
    const text = answers[ANSWER]?.trim() ?? '';
    if (text === '') {
      return reply.acknowledge({ errors: { [ANSWER]: 'Please write what you need help with.' } });
    }
    const escalation = await openByForm({ team, channel, user, text, key });
    await reply.acknowledge();
    whisper({ channel, user, text: escalationAnswer(escalation, categories) });
  };
}

/** Creates the listener for the choice among a customer's conversations. */
export function createPickFormListener({
  database,
  addWords,
  escalate,
  whisper,
  categories,
  now,
}: {
  database: Database;
  addWords: AddWords;
  escalate: Escalate;
  whisper: Whisper;
  categories: Category[];
  now: () => Date;
}): Listener<Submission> {
  return async ({ team, user, about: text, key, answers }, reply) => {
    const chosen = answers[ANSWER];
    if (!chosen) return reply.acknowledge({ errors: { [ANSWER]: 'Please choose one.' } });
    const conversation = await loadConversation(database.queries, chosen);
    const actor = { user, isAgent: false };
    const at = now();
    const escalation: Escalation = await database.transaction(async (transaction) => {
      const isFirst = await claimInteraction(transaction, { team, key, at });
      if (isFirst && text !== '') await addWords(transaction, { conversation, text, at });
      return escalate(transaction, { conversation, actor, door: 'form' });
    });
    await reply.acknowledge();
    whisper({
      channel: conversation.channel,
      user,
      text: escalationAnswer(escalation, categories),
    });
  };
}
