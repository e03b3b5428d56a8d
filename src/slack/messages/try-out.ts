import type { KnownBlock } from '@slack/web-api';
import { TRY_AS_CUSTOMER } from './action-ids.ts';
import { button } from './plain-text.ts';
import { paragraph } from './rich-text.ts';

const WORDS =
  'You are one of the agents here, so I take this for no request. To try me out, or if you need help yourself, open it as a customer.';

/** Shows an agent who writes where customers write why nothing happens, and what they can do. */
export function tryOutOffer({ ts }: { ts: string }): { text: string; blocks: KnownBlock[] } {
  const open = button('Open a request as a customer', TRY_AS_CUSTOMER, ts);
  return { text: WORDS, blocks: [paragraph(WORDS), { type: 'actions', elements: [open] }] };
}
