import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Feedback } from './feedback.ts';
import { type End, storeFeedbackWords, storeRating } from './feedback-store.ts';
import { loadTicket } from './ticket-store.ts';

/** What customers say about the end of their tickets, which their agents see on the card. */
export function createFeedback({ outbox, now }: { outbox: Outbox; now: () => Date }) {
  return { rate, addFeedbackWords };

  /** Stores how it went; a second press changes it. */
  async function rate(
    transaction: Transaction,
    feedback: End & Pick<Feedback, 'customer' | 'rating'>,
  ): Promise<void> {
    const { team } = await loadTicket(transaction, feedback.ticket_id);
    await storeRating(transaction, { ...feedback, team, given_at: now() });
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
