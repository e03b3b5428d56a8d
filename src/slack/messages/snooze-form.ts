import type { InputBlock } from '@slack/web-api';
import { SNOOZE, SNOOZE_UNTIL } from './action-ids.ts';
import { plainText } from './plain-text.ts';

/** What can be chosen without naming a time. */
const snoozeChoices = {
  hour: 'In one hour of working time',
  day: 'On the next working day, when the team begins',
  week: 'Next week, when the team begins',
} as const;

/** Until when nothing is to be said of a ticket. Slack gives a time that is picked in the agent's own zone. */
export function snoozeInputs(): InputBlock[] {
  const options = Object.entries(snoozeChoices).map(([value, label]) => ({
    text: plainText(label),
    value,
  }));
  return [
    {
      type: 'input',
      block_id: SNOOZE,
      optional: true,
      label: plainText('Remind the agents'),
      element: { type: 'radio_buttons', action_id: SNOOZE, options },
    },
    {
      type: 'input',
      block_id: SNOOZE_UNTIL,
      optional: true,
      label: plainText('Or at a time of your own'),
      element: { type: 'datetimepicker', action_id: SNOOZE_UNTIL },
    },
  ];
}
