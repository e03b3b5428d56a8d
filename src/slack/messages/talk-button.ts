import type { Button } from '@slack/web-api';
import { ESCALATE } from './action-ids.ts';
import { button } from './plain-text.ts';

/** One of the doors: it escalates the conversation that it was posted in. */
export function talkButton(conversationId: string): Button {
  return button('Talk to a person', ESCALATE, conversationId);
}
