import { loadConversation } from '../../conversations/conversation-store.ts';
import type { Queries } from '../../database/open-database.ts';
import { redactSecrets } from '../../privacy/redact-secrets.ts';
import { Rating } from '../../tickets/feedback.ts';
import { findFeedback } from '../../tickets/feedback-store.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { ANSWER } from '../messages/action-ids.ts';
import { feedbackForm, readFeedbackValue } from '../messages/feedback.ts';
import { shown } from '../messages/shown.ts';
import type { BlockAction, Submission } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { refuse } from './refuse.ts';

/**
 * How it went, pressed under the end of a request by its customer alone. It is stored before the form
 * for a word more is opened, which may fail or be cancelled.
 */
export async function feedbackButton(
  { user, value, triggerId }: BlockAction,
  responder: Responder,
  { client, database, tickets, texts, bestEffort }: ListenerDeps,
): Promise<void> {
  const { ticketId, at, rating } = readFeedbackValue(value);
  const { ticket, customer } = await whose(database.queries, ticketId);
  const words = await texts.readBy(user);
  if (user !== customer) {
    return refuse(responder, shown(words.plain('answer.not-your-feedback')));
  }
  const end = { ticket_id: ticketId, resolved_at: new Date(at) };
  await database.transaction((transaction) =>
    tickets.rate(transaction, { ...end, customer, rating: Rating.parse(rating) }),
  );
  const known = await findFeedback(database.queries, end);
  const view = feedbackForm(
    { ticketId, at },
    { ticket: ticketName(ticket), word: known?.words ?? null, words },
  );
  bestEffort.attempt(
    () => client.views.open({ trigger_id: triggerId, view }),
    'The form for a word about a request was not opened; how it went is stored',
  );
  await responder.acknowledge();
}

/** The word more. */
export async function submitFeedback(
  { user, about, answers }: Submission,
  responder: Responder,
  { database, tickets, texts }: ListenerDeps,
): Promise<void> {
  const { ticketId, at } = readFeedbackValue(about);
  const { customer } = await whose(database.queries, ticketId);
  if (user !== customer) {
    const error = (await texts.readBy(user)).plain('answer.not-your-feedback');
    return responder.acknowledge({ errors: { [ANSWER]: error } });
  }
  const words = redactSecrets(answers.get(ANSWER) ?? '').trim();
  const end = { ticket_id: ticketId, resolved_at: new Date(at) };
  await database.transaction((transaction) =>
    tickets.addFeedbackWords(transaction, end, words === '' ? null : words),
  );
  await responder.acknowledge();
}

async function whose(
  queries: Queries,
  ticketId: string,
): Promise<{ ticket: Ticket; customer: string }> {
  const ticket = await loadTicket(queries, ticketId);
  const { customer } = await loadConversation(queries, ticket.conversation_id);
  return { ticket, customer };
}
