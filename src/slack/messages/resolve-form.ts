import type { ModalView } from '@slack/web-api';
import type { ResolveReason } from '../../desk/desk.ts';
import { ANSWER, RESOLVE_FORM } from './action-ids.ts';
import { clip } from './clip.ts';
import { plainText } from './plain-text.ts';

/** Asks why a ticket is resolved, of the reasons that the desk lists. */
export function resolveForm(
  ticketId: string,
  { ticket, reasons }: { ticket: string; reasons: readonly ResolveReason[] },
): ModalView {
  return {
    type: 'modal',
    callback_id: RESOLVE_FORM,
    private_metadata: ticketId,
    title: plainText(clip(`Resolve ${ticket}`, 24)),
    submit: plainText('Resolve'),
    close: plainText('Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: ANSWER,
        label: plainText('Why is it resolved?'),
        hint: plainText('The customer is not told the reason.'),
        element: {
          type: 'static_select',
          action_id: ANSWER,
          placeholder: plainText('Choose a reason'),
          options: reasons.map(({ id, title }) => ({ text: plainText(title), value: id })),
        },
      },
    ],
  };
}
