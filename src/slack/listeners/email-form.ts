import type { WebClient } from '@slack/web-api';
import { GreetCustomer } from '../../conversations/conversation.ts';
import { loadConversation } from '../../conversations/conversation-store.ts';
import type { Database } from '../../database/open-database.ts';
import type { Enqueue } from '../../jobs/enqueue.ts';
import { findEmails } from '../../privacy/find-emails.ts';
import { ANSWER } from '../action-ids.ts';
import type { Listener, Press, Submission } from '../interactions.ts';
import { emailForm } from '../looks/forms.ts';

/** Creates the listener for the button that asks for the email out of everybody's sight. */
export function createEnterEmailPress({
  client,
  database,
}: {
  client: WebClient;
  database: Database;
}): Listener<Press> {
  return async ({ user, value, triggerId }, reply) => {
    const conversation = await loadConversation(database.queries, value);
    if (conversation.customer === user) {
      const view = emailForm({ conversationId: conversation.id });
      await client.views.open({ trigger_id: triggerId, view });
    } else {
      reply.tell('Only the customer whose conversation this is can enter their email.');
    }
    await reply.acknowledge();
  };
}

/** Creates the listener that keeps the typed email; the bot then asks what else it lacks. */
export function createEmailFormListener({
  database,
  enqueue,
}: {
  database: Database;
  enqueue: Enqueue;
}): Listener<Submission> {
  return async ({ user, about: conversationId, answers }, reply) => {
    const [email] = findEmails(answers[ANSWER] ?? '');
    if (email === undefined) {
      const help = 'That is no email address. It looks like name@example.com.';
      return reply.acknowledge({ errors: { [ANSWER]: help } });
    }
    await database.transaction(async (transaction) => {
      await transaction
        .updateTable('conversations')
        .set({ typed_email: email })
        .where('id', '=', conversationId)
        .where('customer', '=', user)
        .execute();
      const payload = { conversationId };
      await enqueue(transaction, { kind: GreetCustomer, payload });
    });
    await reply.acknowledge();
  };
}
