import { byTs, tsOf } from '../conversations/slack-ts.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { findDelivery } from '../outbox/outbox-store.ts';
import { repliesOf } from '../tickets/reply-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { laterMessages } from '../tickets/ticket-transcript.ts';
import type { AgentsThread } from './agent-channels.ts';
import { postLater } from './follow-up.ts';

/**
 * Posts what was written since the escalation, and what agents answered, in the order in which it was
 * written: agents who get the ticket from others read it as it went.
 */
export async function postConversation(
  transaction: Transaction,
  { outbox, thread, ticket }: { outbox: Outbox; thread: AgentsThread; ticket: Ticket },
): Promise<void> {
  const messages = (await laterMessages(transaction, ticket)).map((later) => ({
    ts: later.message.ts,
    post: () => postLater(transaction, { outbox, thread, ticket, later }),
  }));
  const replies = (await repliesWithTs(transaction, ticket)).map(({ ts, replyId }) => ({
    ts,
    post: async () => {
      const about = { ticketId: ticket.id, replyId };
      await outbox.postOnce(transaction, { ...thread, kind: 'sent-reply', about });
    },
  }));
  for (const { post } of [...messages, ...replies].toSorted(byTs)) await post();
}

/** Slack's own time where it has arrived, so that no clock's error puts it elsewhere. */
async function repliesWithTs(
  queries: Queries,
  { id: ticketId }: Ticket,
): Promise<{ ts: string; replyId: string }[]> {
  const replies = await repliesOf(queries, ticketId);
  return Promise.all(
    replies.map(async ({ id: replyId, created_at }) => {
      const sent = await findDelivery(queries, { kind: 'reply', about: { ticketId, replyId } });
      return { ts: sent?.ts ?? tsOf(created_at), replyId };
    }),
  );
}
