import { ticketName } from '../../tickets/ticket.ts';
import { RERUN_JOBS } from './action-ids.ts';
import { clip } from './clip.ts';
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
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: RERUN_JOBS,
            text: { type: 'plain_text', text: 'Run again' },
          },
        ],
      },
    ],
  };
}

function noticeText(words: MessageOf<'failure-notice'>['words']): string {
  if (!words) return 'The log says what.';
  if (words.reason === 'agents-unreachable') {
    return `A message for the agents (${words.kind}) could not be posted, not even in the triage channel: ${refusalText(words.refusal)}. It is kept. Repair the channel, then press the button, or run “npm run rerun”.`;
  }
  const name = words.ticket === null ? '' : ` for ${ticketName({ number: words.ticket })}`;
  return `The job “${words.job}”${name} has failed again and again. The log says why. It is kept: when the cause is repaired, press the button, or run “npm run rerun”.`;
}
