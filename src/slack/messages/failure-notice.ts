import { ticketName } from '../../tickets/ticket.ts';
import { RERUN_JOBS } from './action-ids.ts';
import { clip } from './clip.ts';
import { button } from './plain-text.ts';
import { refusalText } from './refusal-text.ts';
import type { MessageOf, Rendered } from './rendered.ts';
import { paragraph } from './rich-text.ts';

const LONGEST_NOTICE = 2_500;

/** Tells agents, or the owner, what the bot could not do. */
export function renderFailureNotice({ words }: MessageOf<'failure-notice'>): Rendered {
  const title = 'Something could not be done';
  return {
    text: title,
    blocks: [
      paragraph({ bold: `${title}. ` }, clip(noticeText(words), LONGEST_NOTICE)),
      { type: 'actions', elements: [button('Run again', RERUN_JOBS)] },
    ],
  };
}

function noticeText(words: MessageOf<'failure-notice'>['words']): string {
  if (!words) return 'The log says what.';
  if (words.reason === 'agents-unreachable') {
    const what = messages.get(words.kind) ?? 'A message for the agents';
    return `${what} could not be posted, not even in the triage channel: ${refusalText(words.refusal)}. It is kept. Repair the channel, then press the button, or run “npm run rerun”.`;
  }
  const name = words.ticket === null ? '' : ` (${ticketName({ number: words.ticket })})`;
  const what = jobs.get(words.job) ?? `The job “${words.job}”`;
  return `${what}${name} has failed again and again. The log says why. It is kept: when the cause is repaired, press the button, or run “npm run rerun”.`;
}

/** What could not be posted, by the name of its kind. */
const messages = new Map([
  ['ticket-card', 'A ticket'],
  ['transcript', 'A part of a ticket’s transcript'],
  ['follow-up', 'What a customer added to a ticket'],
  ['changed-message', 'A customer’s change of a message'],
  ['sent-reply', 'What an agent answered'],
  ['reopened', 'That a ticket is open again'],
  ['unanswered', 'The list of customers whom nobody has answered'],
]);

/** What failed, by the name of its job. */
const jobs = new Map([
  ['greet-customer', 'Answering a customer’s first message'],
  ['triage-ticket', 'Preparing a ticket'],
  ['route-ticket', 'Moving a ticket'],
  ['announce-resolved', 'Telling a customer that a request is resolved'],
  ['late-summary', 'Adding the summary to a ticket'],
  ['customer-wrote', 'Finding out who a customer is'],
  ['follow-up', 'Passing on what a customer added'],
  ['follow-change', 'Passing on a customer’s change of a message'],
  ['deliver-message', 'Posting a message'],
  ['update-message', 'Updating a message'],
  ['redirect-message', 'Posting a ticket in the triage channel'],
  ['adopt-thread', 'Reading the start of a thread'],
  ['catch-up', 'Reading the messages that were missed'],
  ['catch-up-since', 'Reading the messages that were missed'],
]);
