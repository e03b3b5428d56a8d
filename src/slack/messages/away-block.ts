import type { InputBlock, KnownBlock, ModalView } from '@slack/web-api';
import type { Absence } from '../../tickets/absence-store.ts';
import { absenceOf } from '../../tickets/absence-store.ts';
import { AWAY_DAY, AWAY_FORM, BACK_AGAIN, SET_AWAY } from './action-ids.ts';
import { dayText } from './day-text.ts';
import { button, plainText } from './plain-text.ts';
import type { RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** Whether an agent is away, in their Home tab, with the button that changes it. */
export async function awayBlocks(
  { team, user: agent }: { team: string; user: string },
  { queries, now }: Pick<RenderSources, 'queries' | 'now'>,
): Promise<KnownBlock[]> {
  const absence = await absenceOf(queries, { team, agent, at: now() });
  if (!absence) return [{ type: 'actions', elements: [button('Away until…', SET_AWAY)] }];
  const day = dayText(absence.day);
  return [
    paragraph({ bold: `You are away until ${day}.` }, ' No ticket can be assigned to you.'),
    {
      type: 'actions',
      elements: [button('I am back', BACK_AGAIN), button('Change the day', SET_AWAY)],
    },
  ];
}

/** Asks an agent until when they are away. */
export function awayForm(absence: Absence | undefined): ModalView {
  const day: InputBlock = {
    type: 'input',
    block_id: AWAY_DAY,
    label: plainText('Away until'),
    hint: plainText('The day on which you are back: from its beginning you can be given tickets.'),
    element: {
      type: 'datepicker',
      action_id: AWAY_DAY,
      ...(absence && { initial_date: absence.day }),
    },
  };
  return {
    type: 'modal',
    callback_id: AWAY_FORM,
    title: plainText('Away until…'),
    submit: plainText('Save'),
    close: plainText('Cancel'),
    blocks: [paragraph(WHAT_COMES), day],
  };
}

const WHAT_COMES =
  'Your tickets that need an answer are new again, and so is each of the others once its customer writes. Nobody can assign one to you. You can still take one yourself.';
