import { rememberChannels } from '../workspace/remember-channels.ts';
import { renderAddedAfterResolving, renderAddedToTicket } from './added-to-ticket.ts';
import { renderAnswer } from './answer.ts';
import { renderAnsweredDirectly } from './answered-directly.ts';
import { renderCarriedFile } from './carried-file.ts';
import { renderChangedMessage } from './changed-message.ts';
import { renderDueLine } from './due-line.ts';
import { renderFailureNotice } from './failure-notice.ts';
import { renderFollowUp } from './follow-up.ts';
import { renderAskEmail, renderAskIssue, renderIntroduction } from './greeting.ts';
import { renderHolderChanged } from './holder-changed.ts';
import { renderHome } from './home.ts';
import { renderMerged, renderSplitOff, renderUnmerged } from './merged.ts';
import { renderMovedBack } from './moved-back.ts';
import { renderMovedNotes } from './moved-notes.ts';
import { renderNoLongerRead } from './no-longer-read.ts';
import { renderRecords } from './records.ts';
import { recordsWithheld } from './records-withheld.ts';
import type { MessageOf, Rendered, RenderedKind, Renderer, RenderSources } from './rendered.ts';
import { renderReopened } from './reopened.ts';
import { renderReply } from './reply.ts';
import { renderResolved } from './resolved.ts';
import { renderSentReply } from './sent-reply.ts';
import { renderStillOpen } from './still-open.ts';
import { renderTicketCard } from './ticket-card.ts';
import { renderTicketStatus } from './ticket-status.ts';
import { renderTranscript } from './transcript.ts';
import { renderUnanswered } from './unanswered.ts';
import { renderWeeklyReport } from './weekly-report.ts';
import { withoutContacts } from './without-contacts.ts';

/** How each kind of message looks. */
const renderers: { [Kind in RenderedKind]: Renderer<Kind> } = {
  'ask-email': renderAskEmail,
  'ask-issue': renderAskIssue,
  introduce: renderIntroduction,
  'ticket-status': renderTicketStatus,
  'ticket-card': renderTicketCard,
  records: renderRecords,
  transcript: renderTranscript,
  'carried-file': renderCarriedFile,
  'follow-up': renderFollowUp,
  'changed-message': renderChangedMessage,
  reply: renderReply,
  'sent-reply': renderSentReply,
  'answered-directly': renderAnsweredDirectly,
  'still-open': renderStillOpen,
  resolved: renderResolved,
  reopened: renderReopened,
  'holder-changed': renderHolderChanged,
  'moved-notes': renderMovedNotes,
  'moved-back': renderMovedBack,
  merged: renderMerged,
  unmerged: renderUnmerged,
  'split-off': renderSplitOff,
  'added-to-ticket': renderAddedToTicket,
  'added-after-resolving': renderAddedAfterResolving,
  'no-longer-read': renderNoLongerRead,
  'failure-notice': renderFailureNotice,
  answer: renderAnswer,
  'due-line': renderDueLine,
  home: renderHome,
  unanswered: renderUnanswered,
  'weekly-report': renderWeeklyReport,
};

/**
 * Renders a message of the outbox as its subject is now. Where others than agents read an agents' channel, it
 * shows no email and no phone number, whoever wrote it.
 */
export async function renderMessage<Kind extends RenderedKind>(
  message: MessageOf<Kind>,
  given: RenderSources,
): Promise<Rendered> {
  const { channels, now } = given;
  const { channel, kind } = message;
  // All of a message goes by one answer of Slack about who reads its channel.
  const channelLookup = rememberChannels(given.channelLookup, { now, freshMs: Infinity });
  const rendered = await renderers[kind](message, { ...given, channelLookup });
  if (![...channels.values()].includes(channel)) return rendered;
  const masked = withoutContacts(rendered);
  if (!masked) return rendered;
  const withheld = recordsWithheld(await channelLookup.lookUp(channel));
  return withheld === undefined ? rendered : masked;
}
