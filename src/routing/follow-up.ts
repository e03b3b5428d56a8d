import type { Message } from '../conversations/message.ts';
import { isPartOfTranscript, transcriptLines } from '../conversations/transcript.ts';
import type { Transaction } from '../database/open-database.ts';
import type { FollowUpLine } from '../outbox/kinds.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { laterMessages } from '../tickets/ticket-transcript.ts';
import type { AgentsThread } from './agent-channels.ts';
import { postFiles } from './post-files.ts';
import { transcriptParts } from './transcript-parts.ts';

type Place = { outbox: Outbox; thread: AgentsThread; ticket: Ticket };

/** Posts each message since the escalation once, in the thread of the card that its agents have. */
export async function postFollowUps(transaction: Transaction, place: Place): Promise<void> {
  for (const { message, isLate } of await laterMessages(transaction, place.ticket)) {
    const late = isLate && ({ remark: 'before-escalation' } as const);
    await postFollowUp(transaction, { ...place, message, ...late });
  }
}

/** Posts one message there, with why it is not what its agents would expect. */
export async function postFollowUp(
  transaction: Transaction,
  {
    outbox,
    thread,
    ticket,
    message,
    remark,
  }: Place & { message: Message; remark?: FollowUpLine['remark'] },
): Promise<void> {
  if (message.is_deleted || message.role === 'bot' || !isPartOfTranscript(message)) return;
  for (const [part, lines] of transcriptParts(transcriptLines([message])).entries()) {
    const about = { ticketId: ticket.id, ts: message.ts, part };
    const words = part === 0 ? lines.map((line) => ({ ...line, remark })) : lines;
    const { id: parent, isNew } = await outbox.postOnce(transaction, {
      ...thread,
      kind: 'follow-up',
      about,
      words,
    });
    const files = { outbox, place: { ...thread, parent }, ticketId: ticket.id, lines };
    if (isNew) await postFiles(transaction, files);
  }
}
