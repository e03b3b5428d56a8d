import { RERUN_JOBS } from '../action-ids.ts';
import { clip } from './clip.ts';
import type { Look } from './look.ts';
import { paragraph } from './rich-text.ts';

/** Tells agents, or the owner, what the bot could not do. The text is the bot's own. */
export function failureLook(text: string | null): Look {
  const said = clip(text ?? 'Something could not be done; the log says what.', 2_500);
  return {
    text: 'Something could not be done',
    blocks: [
      paragraph({ bold: 'Something could not be done. ' }, said),
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
