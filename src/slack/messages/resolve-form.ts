import type { InputBlock } from '@slack/web-api';
import type { ResolveReason } from '../../desk/desk.ts';
import { RESOLVE_REASON } from './action-ids.ts';
import { plainText } from './plain-text.ts';

/** Asks why a ticket is resolved, of the reasons that the desk lists. */
export function reasonInput(reasons: readonly ResolveReason[]): InputBlock {
  return {
    type: 'input',
    block_id: RESOLVE_REASON,
    label: plainText('Why is it resolved?'),
    hint: plainText('The customer is not told the reason.'),
    element: {
      type: 'static_select',
      action_id: RESOLVE_REASON,
      placeholder: plainText('Choose a reason'),
      options: reasons.map(({ id, title }) => ({ text: plainText(title), value: id })),
    },
  };
}
