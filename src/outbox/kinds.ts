import { z } from 'zod';
import { SectionId } from '../desk/desk.ts';
import { NotCarried } from './not-carried.ts';

/*
 * Every kind of message that the bot posts: what it is about, the words that it carries because they
 * are stored nowhere else, and what is done when Slack refuses it. `slack/messages/` has what each
 * looks like. A new kind is a line in `Content`, a line in `whenRefused`, and a file there.
 */

/** A file of a message: what it is, and where it was attached. */
export const TranscriptFile = z.object({
  /** Slack's id; what an older bot has stored has none. */
  id: z.string().optional(),
  name: z.string(),
  kind: z.string(),
  size: z.number().optional(),
  permalink: z.string().optional(),
  channel: z.string(),
  ts: z.string(),
});
export type TranscriptFile = z.infer<typeof TranscriptFile>;

/** One line of a transcript: who wrote it, in the words that agents and the model read, and what. */
export const TranscriptLine = z.object({
  speaker: z.string(),
  text: z.string(),
  /** A participant's Slack id; agents are shown the name instead. */
  participant: z.string().optional(),
  /** The files that its text names, for agents to open. */
  files: z.array(TranscriptFile).optional(),
});
export type TranscriptLine = z.infer<typeof TranscriptLine>;

/** The Slack user who wrote something, and what they are in the conversation. */
export const Writer = z.object({
  user: z.string(),
  role: z.enum(['customer', 'agent', 'participant']),
});
export type Writer = z.infer<typeof Writer>;

/** A line that reaches agents after the transcript, and why it is not what they would expect. */
export const FollowUpLine = TranscriptLine.extend({
  remark: z.enum(['before-escalation', 'before-resolving', 'after-resolving']).optional(),
  /** Whose words these are, where it is no app; what an older bot has written names nobody. */
  writer: Writer.optional(),
  /** The agent who has the ticket, where they are mentioned. */
  mentions: z.string().optional(),
});
export type FollowUpLine = z.infer<typeof FollowUpLine>;

const OfConversation = z.object({ conversationId: z.string() });
const OfTicket = z.object({ ticketId: z.string() });
const OfMessage = OfTicket.extend({ ts: z.string() });
/** What an agent answered. */
const OfReply = OfTicket.extend({ replyId: z.string() });
/** When: a ticket that is reopened may be resolved again. */
const OfResolution = OfTicket.extend({ at: z.string().optional() });
/** By whom: its customer, or an agent. */
const OfReopening = OfTicket.extend({
  at: z.string(),
  by: z.string(),
  /** It had been closed as no request, and its customer wrote again: an older bot has written so. */
  was: z.literal('no-request').optional(),
  /** Its customer wrote again, and pressed no button. */
  wrote: z.literal(true).optional(),
});
/** Who gave it to whom; nobody gave it, or nobody has it now. */
const OfHolderChange = OfTicket.extend({
  at: z.string(),
  change: z.enum(['assigned', 'handed-back', 'released']),
  by: z.string().nullable(),
  holder: z.string(),
});
/** The ticket that goes on there, and when it was merged: it may be so again after that was undone. */
const OfMerged = OfTicket.extend({ mergedId: z.string(), at: z.string() });
/** The ticket that was split off, and by whom. */
const OfSplit = OfTicket.extend({ splitId: z.string(), by: z.string() });
/** Where: the root of a thread, or `top` for what is written outside of threads. */
const OfTicketInThread = OfTicket.extend({ where: z.string() });
const OfMove = OfTicket.extend({ move: z.number() });
const Part = { part: z.number() };

/** Who changed a message of theirs, and to what; null when they deleted it. */
const ChangedWords = z.object({
  author: z.string(),
  /** What an app is called. */
  authorName: z.string().optional(),
  role: Writer.shape.role.optional(),
  text: z.string().nullable(),
  /** They took back a file that was in it. */
  tookBackFile: z.literal(true).optional(),
});

const FailureWords = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('job-failed'), job: z.string(), ticket: z.number().nullable() }),
  z.object({ reason: z.literal('agents-unreachable'), kind: z.string(), refusal: z.string() }),
]);

/** Agents' notes that go along with a ticket: how many do not, and the threads that Slack did not give. */
const NotesWords = z.object({
  lines: z.array(TranscriptLine),
  left: z.number(),
  unread: z.array(z.object({ channel: z.string(), root: z.string() })),
});

const AnswerWords = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('agents-open-none') }),
  z.object({ answer: z.literal('ticket'), ticketId: z.string() }),
]);

/** What a message means and what it is about; its words are null once they are posted. */
export const Content = z.discriminatedUnion('kind', [
  kind('ask-email', OfConversation),
  kind('ask-issue', OfConversation),
  kind('introduce', OfConversation),
  kind('ticket-status', OfTicket),
  kind('ticket-card', OfTicket),
  kind('records', OfTicket.extend({ section: SectionId, ...Part })),
  kindWithWords('transcript', OfTicket.extend(Part), z.array(TranscriptLine)),
  kindWithWords('carried-file', OfMessage.extend({ file: z.string() }), NotCarried),
  kindWithWords('follow-up', OfMessage.extend(Part), z.array(FollowUpLine)),
  kindWithWords(
    'changed-message',
    OfMessage.extend({ revision: z.string(), ...Part }),
    ChangedWords,
  ),
  kind('reply', OfReply),
  kind('reply-file', OfReply.extend({ file: z.string() })),
  kind('sent-reply', OfReply),
  kind('answered-directly', OfTicket),
  kind('resolved', OfResolution),
  kind('reopened', OfReopening),
  kind('holder-changed', OfHolderChange),
  kindWithWords('moved-notes', OfMove.extend(Part), NotesWords),
  kind('moved-back', OfMove),
  kindWithWords('merged', OfMerged.extend(Part), z.array(TranscriptLine)),
  kind('unmerged', OfMerged.extend({ by: z.string() })),
  kind('split-off', OfSplit),
  kind('added-to-ticket', OfTicketInThread),
  kind('added-after-resolving', OfTicketInThread.extend({ at: z.string().optional() })),
  kind('no-longer-read', OfTicket),
  kindWithWords('failure-notice', z.object({ id: z.string() }), FailureWords),
  kindWithWords('answer', z.object({ interaction: z.string() }), AnswerWords),
  kind('due-line', z.object({ lineId: z.string() })),
  kind('home', z.object({ user: z.string() })),
]);
export type Content = z.infer<typeof Content>;
export type MessageKind = Content['kind'];

/** What is done about a message that Slack will never take where it was meant to go. */
export const whenRefused: Record<
  MessageKind,
  'leave' | 'redirect-ticket' | 'notify-owner' | 'show-agents'
> = {
  'ask-email': 'leave',
  'ask-issue': 'leave',
  introduce: 'leave',
  'ticket-status': 'leave',
  // Agents must see all of a ticket: any part of it that cannot be posted takes it to triage.
  'ticket-card': 'redirect-ticket',
  records: 'redirect-ticket',
  transcript: 'redirect-ticket',
  // A line about it is posted there; where that is refused too, so is the message that names it.
  'carried-file': 'leave',
  'follow-up': 'redirect-ticket',
  'changed-message': 'redirect-ticket',
  // What agents sent shows that it has not arrived.
  reply: 'show-agents',
  'reply-file': 'show-agents',
  'sent-reply': 'redirect-ticket',
  'answered-directly': 'leave',
  resolved: 'leave',
  reopened: 'redirect-ticket',
  'holder-changed': 'leave',
  'moved-notes': 'leave',
  'moved-back': 'leave',
  merged: 'redirect-ticket',
  unmerged: 'redirect-ticket',
  'split-off': 'redirect-ticket',
  'added-to-ticket': 'leave',
  'added-after-resolving': 'leave',
  'no-longer-read': 'leave',
  'failure-notice': 'notify-owner',
  answer: 'leave',
  'due-line': 'leave',
  home: 'leave',
};

/** Whether agents read that Slack will never take a message of this kind. */
export function isShownWhenRefused(kind: string): boolean {
  return Object.entries(whenRefused).some(
    ([name, isDone]) => name === kind && isDone === 'show-agents',
  );
}

/** Tells a message from the others of its kind in a channel: each is posted there once. */
export function subjectOf(about: Content['about']): string {
  // In the order of the names, so that the order in which somebody wrote them does not matter.
  return Object.entries(about)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, value]) => value)
    .join(':');
}

function kind<Kind extends string, About extends z.ZodObject>(name: Kind, about: About) {
  return z.object({ kind: z.literal(name), about, words: z.null().default(null) });
}

function kindWithWords<Kind extends string, About extends z.ZodObject, Words extends z.ZodType>(
  name: Kind,
  about: About,
  words: Words,
) {
  return z.object({ kind: z.literal(name), about, words: words.nullable() });
}
