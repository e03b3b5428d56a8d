import { GreetCustomer } from '../../conversations/conversation.ts';
import { loadConversation, noteTypedEmail } from '../../conversations/conversation-store.ts';
import { findEmails } from '../../privacy/find-emails.ts';
import { ANSWER } from '../messages/action-ids.ts';
import { emailForm } from '../messages/forms.ts';
import { shown } from '../messages/shown.ts';
import type { BlockAction, Submission } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';

/** The button that asks for the email out of everybody's sight. */
export async function enterEmailButton(
  { user, value, triggerId }: BlockAction,
  responder: Responder,
  { client, database, texts }: ListenerDeps,
): Promise<void> {
  const conversation = await loadConversation(database.queries, value);
  const words = await texts.readBy(user);
  if (conversation.customer === user) {
    const view = emailForm({ conversationId: conversation.id, words });
    await client.views.open({ trigger_id: triggerId, view });
  } else {
    responder.reply(shown(words.plain('answer.not-your-email')));
  }
  await responder.acknowledge();
}

/** The form that stores the typed email; the bot then asks what else it lacks. */
export async function submitEmail(
  { user, about: conversationId, answers }: Submission,
  responder: Responder,
  { database, enqueue, texts }: ListenerDeps,
): Promise<void> {
  const [email] = findEmails(answers.get(ANSWER) ?? '');
  if (email === undefined) {
    const error = (await texts.readBy(user)).plain('answer.no-email');
    return responder.acknowledge({ errors: { [ANSWER]: error } });
  }
  await database.transaction(async (transaction) => {
    const noted = { id: conversationId, customer: user, email };
    if (!(await noteTypedEmail(transaction, noted))) return;
    await enqueue(transaction, { kind: GreetCustomer, payload: { conversationId } });
  });
  await responder.acknowledge();
}
