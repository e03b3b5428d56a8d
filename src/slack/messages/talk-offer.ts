import type { Rendered } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { talkButton } from './talk-button.ts';

const OFFER =
  'Would you like to talk to a person about this? Press the button, and our team gets all that you have written here.';

/** Answers a customer who mentions the bot in their own conversation, with the button. */
export function talkOffer(conversationId: string): Rendered {
  return {
    text: OFFER,
    blocks: [paragraph(OFFER), { type: 'actions', elements: [talkButton(conversationId)] }],
  };
}
