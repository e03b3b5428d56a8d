import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { recordEvent } from './event-store.ts';
import type { Feedback } from './feedback.ts';
import { type End, findFeedback, storeFeedbackWords, storeRating } from './feedback-store.ts';
import { lockTicket } from './ticket-store.ts';

/** What customers say about the end of their tickets, which their agents see on the card. */
export function createFeedback({ outbox, now }: { outbox: Outbox; now: () => Date }) {
  return { rate, addFeedbackWords };

  /** Stores how it went; a second press changes it. */
  async function rate(
    transaction: Transaction,
    feedback: End & Pick<Feedback, 'customer' | 'rating'>,
  ): Promise<void> {
    const ticket = await lockTicket(transaction, feedback.ticket_id);
    const { team } = ticket;
    const { customer: by, rating, resolved_at } = feedback;
    const at = now();
    const before = await findFeedback(transaction, feedback);
    await storeRating(transaction, { ...feedback, team, given_at: at });
    if (before?.rating !== rating) {
      const value = { rating, resolvedAt: resolved_at.toISOString() };
      await recordEvent(transaction, ticket, { at, by, kind: 'rated', value });
    }
    await showOnCard(transaction, feedback.ticket_id);
  }

  async function addFeedbackWords(
    transaction: Transaction,
    end: End,
    words: string | null,
  ): Promise<void> {
    await storeFeedbackWords(transaction, end, words);
    await showOnCard(transaction, end.ticket_id);
  }

  async function showOnCard(transaction: Transaction, ticketId: string): Promise<void> {
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
  }
}
