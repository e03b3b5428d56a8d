import { createHash } from 'node:crypto';
import { isPartOfTranscript, shownWords } from '../../conversations/transcript.ts';
import type { Queries } from '../../database/open-database.ts';
import { personalValuesFor } from '../../tickets/personal-values.ts';
import { repliesOf } from '../../tickets/reply-store.ts';
import { type Ticket, TRIAGE } from '../../tickets/ticket.ts';
import { messagesOfTicket } from '../../tickets/ticket-transcript.ts';
import type { ReplyContext } from '../messages/reply-form.ts';
import { type Audience, isWider } from '../reading/audience.ts';

/** What an agent could not know when they wrote a reply. */
export type ReplyNews = {
  wasResolved: boolean;
  /** Where it was moved to. */
  movedTo: string | undefined;
  /** Who reads it now, where these are more than before. */
  wider: Audience | undefined;
  /** What customers, colleagues and others have written since. */
  lines: { author: string; text: string }[];
  /** What of the customer's records would be read by others than the customer. */
  personal: string[];
};

export function hasNews({ wasResolved, movedTo, wider, lines, personal }: ReplyNews): boolean {
  return (
    wasResolved ||
    movedTo !== undefined ||
    wider !== undefined ||
    lines.length > 0 ||
    personal.length > 0
  );
}

/** Compares how things are with how they were when the form was shown. */
export async function replyNews(
  queries: Queries,
  {
    ticket,
    context,
    text,
    audience,
  }: { ticket: Ticket; context: ReplyContext; text: string; audience: Audience },
): Promise<ReplyNews> {
  const isConfirmed = audience.of === 'direct' || context.confirmed === hashOf(text);
  return {
    wasResolved: ticket.status === 'resolved' && !context.isResolved,
    movedTo: isMoved(ticket, context) ? (ticket.destination ?? TRIAGE) : undefined,
    wider: isWider(audience, context.audience) ? audience : undefined,
    lines: await linesSince(queries, { ticket, context }),
    personal: isConfirmed ? [] : await personalValuesFor(queries, { ticket, text }),
  };
}

function isMoved({ destination }: Ticket, context: ReplyContext): boolean {
  return context.destination !== undefined && context.destination !== destination;
}

/** By which a text is recognized that an agent has confirmed. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 20);
}

/** A colleague's reply counts from when it was sent: it may be on its way. */
async function linesSince(
  queries: Queries,
  { ticket, context }: { ticket: Ticket; context: ReplyContext },
): Promise<ReplyNews['lines']> {
  const written = await messagesOfTicket(queries, ticket);
  const replies = await repliesOf(queries, ticket.id);
  const openedAt = new Date(context.openedAt);
  return [
    ...written
      .filter(({ ts, role, reply_id }) => ts > context.seenTs && role !== 'bot' && !reply_id)
      .filter(isPartOfTranscript)
      .map((message) => ({ author: message.author, text: shownWords(message) })),
    ...replies
      .filter(({ created_at }) => created_at > openedAt)
      .map(({ author, text }) => ({ author, text })),
  ];
}
