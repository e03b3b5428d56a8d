import { noteAnsweredDirectly } from '../conversations/conversation-store.ts';
import { changeReply, forgetReply } from '../conversations/message-store.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Address } from '../outbox/outbox-store.ts';
import type { ReadDesk } from '../settings/desk-in-use.ts';
import { answered } from './answered.ts';
import { customersThread, ownThread } from './customers-thread.ts';
import { goesOnIn } from './merged-tickets.ts';
import type { Reply } from './reply.ts';
import { changeReplyBody, insertReply, loadReply, noteTakenBack } from './reply-store.ts';
import type { Ticket } from './ticket.ts';
import { loadTicket, noteAnswerAgain } from './ticket-store.ts';

/** Where a ticket's agents read about it; undefined where Slack has refused the card. */
export type AgentsThread = (queries: Queries, ticket: Ticket) => Promise<Address | undefined>;

export type Replies = ReturnType<typeof createReplies>;

/** What agents answer: to the customer as one message, and to the agents as what was sent. */
export function createReplies({
  outbox,
  agentsThread,
  answerGone,
  readDesk,
  now,
}: {
  outbox: Outbox;
  agentsThread: AgentsThread;
  /** Makes it the agents' turn again where no other answer is left. */
  answerGone: (transaction: Transaction, of: { ticketId: string; by: string }) => Promise<void>;
  readDesk: ReadDesk;
  now: () => Date;
}) {
  return { send, edit, takeBack, tryAgain };

  /** Answers the customer, and takes the ticket where nobody has it. */
  async function send(
    transaction: Transaction,
    {
      ticket,
      id,
      author,
      body,
      text,
      files,
      directChannel,
      isToMany = false,
    }: Pick<Reply, 'id' | 'author' | 'body' | 'text' | 'files'> & {
      ticket: Ticket;
      /** The customer's direct messages with the bot, where it is to be answered there. */
      directChannel: string | undefined;
      /** The same text goes to other tickets as well: then nobody takes them. */
      isToMany?: boolean;
    },
  ): Promise<void> {
    const { team, id: ticketId } = ticket;
    const at = now();
    await insertReply(transaction, {
      id,
      team,
      ticket_id: ticketId,
      author,
      body,
      text,
      files,
      created_at: at,
    });
    await answered(transaction, { ticketId, by: author, at, isToMany, readDesk });
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
    const about = { ticketId, replyId: id };
    const place = await customersPlace(transaction, ticket, directChannel);
    const { id: parent } = await outbox.postOnce(transaction, { ...place, kind: 'reply', about });
    for (const file of filesAbout(about, files)) {
      await outbox.postUnder(transaction, { ...place, parent, ...file });
    }
    const thread = await agentsThread(transaction, ticket);
    if (thread) await outbox.postOnce(transaction, { ...thread, kind: 'sent-reply', about });
  }

  /** Where the customer wrote last, or in direct messages; the public thread then only says so. */
  async function customersPlace(
    transaction: Transaction,
    ticket: Ticket,
    directChannel: string | undefined,
  ): Promise<Address> {
    const { id: ticketId, conversation_id } = ticket;
    const own = await ownThread(transaction, ticket);
    const theirs = await customersThread(transaction, ticket);
    if (directChannel === undefined || [own.channel, theirs.channel].includes(directChannel)) {
      return theirs;
    }
    await noteAnsweredDirectly(transaction, { id: conversation_id, directChannel, at: now() });
    const notice = { kind: 'answered-directly', about: { ticketId } } as const;
    await outbox.postOnce(transaction, { ...own, ...notice });
    return ownThread(transaction, ticket, directChannel);
  }

  /** Changes what a reply says, on both sides; false where it was taken back. */
  async function edit(
    transaction: Transaction,
    { id, ticketId, body, text }: Pick<Reply, 'id' | 'body' | 'text'> & { ticketId: string },
  ): Promise<boolean> {
    if (!(await changeReplyBody(transaction, { id, body, text, at: now() }))) return false;
    await changeReply(transaction, id, { text });
    const about = { ticketId, replyId: id };
    await outbox.markStale(transaction, { kind: 'reply', about });
    await outbox.markStale(transaction, { kind: 'sent-reply', about });
    return true;
  }

  /** Takes a reply away from the customer, or keeps it from arriving. */
  async function takeBack(
    transaction: Transaction,
    { id, ticketId, by }: { id: string; ticketId: string; by: string },
  ): Promise<void> {
    if (!(await noteTakenBack(transaction, { id, at: now() }))) return;
    await forgetReply(transaction, id);
    const about = { ticketId, replyId: id };
    await outbox.withdraw(transaction, { kind: 'reply', about });
    const { files } = await loadReply(transaction, id);
    for (const file of filesAbout(about, files)) await outbox.withdraw(transaction, file);
    await outbox.markStale(transaction, { kind: 'sent-reply', about });
    await answerGone(transaction, { ticketId, by });
  }

  /** Posts what Slack has refused of a reply once more. */
  async function tryAgain(
    transaction: Transaction,
    { id, ticketId }: { id: string; ticketId: string },
  ): Promise<void> {
    const about = { ticketId, replyId: id };
    await outbox.tryAgain(transaction, { kind: 'reply', about });
    const ticket = await goesOnIn(transaction, await loadTicket(transaction, ticketId));
    await noteAnswerAgain(transaction, { id: ticket.id, at: now() });
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId: ticket.id } });
    const { files } = await loadReply(transaction, id);
    for (const file of filesAbout(about, files)) await outbox.tryAgain(transaction, file);
    await outbox.markStale(transaction, { kind: 'sent-reply', about });
  }
}

/** The files of a reply, each as what the outbox posts. */
function filesAbout(about: { ticketId: string; replyId: string }, files: Reply['files']) {
  return files.map(({ id: file }) => ({ kind: 'reply-file', about: { ...about, file } }) as const);
}
