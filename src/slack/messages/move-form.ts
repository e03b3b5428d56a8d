import type { InputBlock } from '@slack/web-api';
import { DESTINATION, MOVE_REASON, TAKE_NOTES } from './action-ids.ts';
import { searchMenu } from './menus.ts';
import { plainText } from './plain-text.ts';

export const WRONG_PLACE = 'wrong-place';
const THEIR_TURN = 'their-turn';

/** What the triage channel is called among the categories. */
export const TO_TRIAGE = 'Triage, to be sorted';

/** Where a ticket is to go, why, and whether what agents wrote goes along. */
export function moveInputs(): InputBlock[] {
  const notes = {
    text: plainText('Take the agents’ notes along'),
    description: plainText('but for those with details from the records here'),
    value: TAKE_NOTES,
  };
  return [
    searchMenu({ id: DESTINATION, label: 'To', placeholder: 'A category' }),
    {
      type: 'input',
      block_id: MOVE_REASON,
      label: plainText('Why?'),
      element: {
        type: 'radio_buttons',
        action_id: MOVE_REASON,
        options: [
          { text: plainText('It came to the wrong place'), value: WRONG_PLACE },
          { text: plainText('It is their turn now'), value: THEIR_TURN },
        ],
      },
    },
    {
      type: 'input',
      block_id: TAKE_NOTES,
      optional: true,
      label: plainText('Notes'),
      element: {
        type: 'checkboxes',
        action_id: TAKE_NOTES,
        initial_options: [notes],
        options: [notes],
      },
    },
  ];
}
