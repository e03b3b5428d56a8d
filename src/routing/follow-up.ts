import type { Message } from '../conversations/message.ts';
import { msBetween } from '../conversations/slack-ts.ts';
import { isPartOfTranscript, transcriptLines } from '../conversations/transcript.ts';
import type { Transaction } from '../database/open-database.ts';
import type { FollowUpLine, Writer } from '../outbox/kinds.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Ticket } from '../tickets/ticket.ts';
import {
  type LaterMessage,
  laterMessages,
  messagesOfTicket,
} from '../tickets/ticket-transcript.ts';
import type { AgentsThread } from './agent-channels.ts';
import { postFiles } from './post-files.ts';
import { transcriptParts } from './transcript-parts.ts';

type Place = { outbox: Outbox; thread: AgentsThread; ticket: Ticket };

/** So long after the customer's last message, the next one mentions the agent who has the ticket. */
const PAUSE_MS = 10 * 60_000;

/**
 * Posts each message since the escalation once, in the thread of the card that its agents have. Where it
 * mentions the holder at all, it does so in the customer's first one after a pause or after an answer.
 */
export async function postFollowUps(
  transaction: Transaction,
  { mentionsHolder, ...place }: Place & { mentionsHolder: boolean },
): Promise<void> {
  const { transcript_until, holder } = place.ticket;
  const written = (await messagesOfTicket(transaction, place.ticket)).filter(
    ({ ts, role }) => ts > (transcript_until ?? '') && (role === 'customer' || role === 'agent'),
  );
  for (const later of await laterMessages(transaction, place.ticket)) {
    const isFirst = mentionsHolder && isAfterPause(later.message, written);
    const mentions = isFirst && holder !== null ? holder : undefined;
    await postLater(transaction, { ...place, later, mentions });
  }
}

/** Posts one of these, and says where it came too late for the transcript. */
export async function postLater(
  transaction: Transaction,
  {
    later: { message, isLate },
    ...more
  }: Place & { later: LaterMessage } & Pick<FollowUpLine, 'mentions'>,
): Promise<void> {
  const late = isLate && ({ remark: 'before-escalation' } as const);
  await postFollowUp(transaction, { ...more, message, ...late });
}

/** Whether a message is the customer's first after a pause, or after an agent wrote to them. */
function isAfterPause({ ts, role }: Message, written: Message[]): boolean {
  const before = written.findLast((message) => message.ts < ts);
  if (role !== 'customer') return false;
  return !before || before.role === 'agent' || msBetween(before.ts, ts) >= PAUSE_MS;
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
    mentions,
  }: Place & { message: Message } & Pick<FollowUpLine, 'remark' | 'mentions'>,
): Promise<void> {
  if (message.is_deleted || message.role === 'bot' || !isPartOfTranscript(message)) return;
  for (const [part, lines] of transcriptParts(transcriptLines([message])).entries()) {
    const about = { ticketId: ticket.id, ts: message.ts, part };
    const words = lines.map((line) => ({
      ...line,
      writer: writerOf(message),
      ...(part === 0 && { remark, mentions }),
    }));
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

function writerOf({ author, author_name, role }: Message): Writer | undefined {
  return role === 'bot' || author_name !== null ? undefined : { user: author, role };
}
