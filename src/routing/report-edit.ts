import type { MessageChange } from '../conversations/conversation.ts';
import type { Message } from '../conversations/message.ts';
import { findMessageOf } from '../conversations/message-store.ts';
import { isPartOfTranscript, markLines, shownWords } from '../conversations/transcript.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { isInOutbox } from '../outbox/outbox-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { AgentsThread } from './agent-channels.ts';
import { transcriptParts } from './transcript-parts.ts';

/** Posts what a message says now, where the agents have read what it said before. */
export async function postChange(
  transaction: Transaction,
  {
    outbox,
    thread,
    ticket,
    change,
  }: { outbox: Outbox; thread: AgentsThread; ticket: Ticket; change: MessageChange },
): Promise<void> {
  const message = await changedMessage(transaction, change);
  if (!message || !(await wasRead(transaction, ticket, message))) return;
  const { ts, revision, author, author_name, role, files, is_deleted } = message;
  const tookBackFile = files.some(({ takenBackAt }) => takenBackAt === revision);
  const text = markLines(shownWords(message));
  const lines = transcriptParts([{ speaker: '', text }]).flat();
  for (const [part, line] of lines.entries()) {
    await outbox.postOnce(transaction, {
      ...thread,
      kind: 'changed-message',
      about: { ticketId: ticket.id, ts, revision, part },
      words: {
        author,
        ...(author_name !== null && { authorName: author_name }),
        ...(role !== 'bot' && { role }),
        text: is_deleted ? null : line.text,
        ...(tookBackFile && { tookBackFile }),
      },
    });
  }
}

/** The message as it is now; nothing where a later change is reported, or nothing need be. */
async function changedMessage(
  queries: Queries,
  change: MessageChange,
): Promise<Message | undefined> {
  const message = await findMessageOf(queries, change);
  if (message?.revision !== change.revision || message.role === 'bot') return undefined;
  // What agents take back themselves shows it.
  if (message.reply_id !== null) return undefined;
  return isPartOfTranscript(message) ? message : undefined;
}

/** What agents have not read yet reaches them as it is now. */
async function wasRead(
  queries: Queries,
  ticket: Ticket,
  { ts, is_handed_over, handed_to }: Message,
): Promise<boolean> {
  if (is_handed_over || handed_to.includes(ticket.id)) return true;
  return isInOutbox(queries, { kind: 'follow-up', about: { ticketId: ticket.id, ts, part: 0 } });
}
