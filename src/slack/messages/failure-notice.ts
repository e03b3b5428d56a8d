import { ticketName } from '../../tickets/ticket.ts';
import { RERUN_JOBS } from './action-ids.ts';
import { clip } from './clip.ts';
import { button } from './plain-text.ts';
import { refusalText } from './refusal-text.ts';
import type { MessageOf, Rendered } from './rendered.ts';
import { paragraph } from './rich-text.ts';

const LONGEST_NOTICE = 2_500;

type Words = MessageOf<'failure-notice'>['words'];
type Opened = Extract<Words, { reason: 'channel-opened' }>;

/** Tells agents, or the owner, what the bot could not do. */
export function renderFailureNotice({ words }: MessageOf<'failure-notice'>): Rendered {
  if (words?.reason === 'channel-opened') return openedNotice(words);
  const title = 'Something could not be done';
  return {
    text: title,
    blocks: [
      paragraph({ bold: `${title}. ` }, clip(noticeText(words), LONGEST_NOTICE)),
      { type: 'actions', elements: [button('Run again', RERUN_JOBS)] },
    ],
  };
}

function noticeText(words: Exclude<Words, { reason: 'channel-opened' }>): string {
  if (!words) return 'The log says what.';
  if (words.reason === 'agents-unreachable') {
    const what = messages.get(words.kind) ?? 'A message for the agents';
    return `${what} could not be posted, not even in the triage channel: ${refusalText(words.refusal)}. It is kept. Repair the channel, then press the button, or run “npm run rerun”.`;
  }
  const name = words.ticket === null ? '' : ` (${ticketName({ number: words.ticket })})`;
  const what = jobs.get(words.job) ?? `The job “${words.job}”`;
  return `${what}${name} has failed again and again. The log says why. It is kept: when the cause is repaired, press the button, or run “npm run rerun”.`;
}

function openedNotice({ name, openTo }: Opened): Rendered {
  const who =
    openTo === 'workspace'
      ? 'is public now: everybody in this workspace can read it'
      : 'is shared with another organisation now, whose people can read it';
  const title = `#${clip(name, LONGEST_CHANNEL)} ${who}.`;
  return { text: title, blocks: [paragraph({ bold: title }, ` ${OPENED}`)] };
}

const LONGEST_CHANNEL = 80;
const OPENED =
  'It is an agents’ channel. Customers’ records and emails are being taken out of the cards there, and the files that were brought there are deleted; new tickets come without them. What customers and agents wrote stays. Make the channel private again, or name another one in the desk file. Once it is private, cards show records again when they are next updated; files do not come back.';

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
  ['send-update', 'Telling everybody who has a known problem'],
  ['follow-up', 'Passing on what a customer added'],
  ['follow-change', 'Passing on a customer’s change of a message'],
  ['deliver-message', 'Posting a message'],
  ['update-message', 'Updating a message'],
  ['redirect-message', 'Posting a ticket in the triage channel'],
  ['adopt-thread', 'Reading the start of a thread'],
  ['catch-up', 'Reading the messages that were missed'],
  ['catch-up-since', 'Reading the messages that were missed'],
]);
