import type { Conversation } from '../conversations/conversation.ts';
import { lockConversation, noteSettled } from '../conversations/conversation-store.ts';
import { firstUnanswered } from '../conversations/first-unanswered.ts';
import type { Actor } from '../conversations/incoming-message.ts';
import type { Message } from '../conversations/message.ts';
import { messagesOf } from '../conversations/message-store.ts';
import { timeOf } from '../conversations/slack-ts.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { openTicket } from '../tickets/ticket-of-message.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Answerers, FindAnswerers } from './answerers.ts';
import { nobodyWaits } from './next-step.ts';
import { noteStanding } from './unanswered-list.ts';

/** An entry of the list: a conversation, and the `ts` of the last message of it that was there then. */
export type Entry = { conversationId: string; until: string };

/** What a button of the list did; nothing, where somebody answered or settled it before. */
export type Pressed =
  | { status: 'escalated' | 'already'; ticket: Ticket }
  | { status: 'settled' }
  | { status: 'over'; settledBy: string | null };

/** What agents do with the entries of the list. */
export function createListButtons({
  database,
  outbox,
  tickets,
  team,
  findAnswerers,
}: {
  database: Database;
  outbox: Outbox;
  tickets: Pick<Tickets, 'escalate'>;
  team: string;
  findAnswerers: FindAnswerers;
}) {
  return { makeTicket, settle };

  function makeTicket(entry: Entry, actor: Actor): Promise<Pressed> {
    return press(entry, async (transaction, conversation) => {
      const about = { conversation, actor, door: 'unanswered' } as const;
      const escalation = await tickets.escalate(transaction, about);
      return escalation.status === 'refused' ? over(conversation, entry) : escalation;
    });
  }

  /** Says that there is nothing to do; what the customer has written since the list was shown waits on. */
  function settle(entry: Entry, by: string): Promise<Pressed> {
    return press(entry, async (transaction, conversation, { messages, answerers }) => {
      const { id } = conversation;
      const settled = await noteSettled(transaction, { id, until: entry.until, by });
      const first = firstUnanswered(messages, settled, answerers);
      const standing = first
        ? { unanswered_since: timeOf(first.ts), listed_at: null }
        : nobodyWaits;
      await noteStanding(transaction, conversation, standing, outbox);
      return { status: 'settled' };
    });
  }

  /** Does something with an entry under its conversation's lock, unless that is over. */
  async function press(
    entry: Entry,
    act: (
      transaction: Transaction,
      conversation: Conversation,
      found: { messages: Message[]; answerers: Answerers },
    ) => Promise<Pressed>,
  ): Promise<Pressed> {
    const { conversationId: id } = entry;
    const answerers = await findAnswerers(await messagesOf(database.queries, id));
    return database.transaction(async (transaction) => {
      const conversation = await lockConversation(transaction, id);
      const ticket = await openTicket(transaction, id);
      if (ticket) return { status: 'already', ticket };
      const messages = await messagesOf(transaction, id);
      const isWaiting = firstUnanswered(messages, conversation, answerers) !== undefined;
      if (isWaiting && conversation.listed_at) {
        return act(transaction, conversation, { messages, answerers });
      }
      if (isWaiting) await outbox.markListStale(transaction, team);
      else await noteStanding(transaction, conversation, nobodyWaits, outbox);
      return over(conversation, entry);
    });
  }
}

function over({ settled_until, settled_by }: Conversation, { until }: Entry): Pressed {
  const isSettled = settled_until !== null && Number(settled_until) >= Number(until);
  return { status: 'over', settledBy: isSettled ? settled_by : null };
}
