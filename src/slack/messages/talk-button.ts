import type { Button } from '@slack/web-api';
import { ESCALATE } from './action-ids.ts';

/** One of the doors: it escalates the conversation that it was posted in. */
export function talkButton(conversationId: string): Button {
  return {
    type: 'button',
    action_id: ESCALATE,
    text: { type: 'plain_text', text: 'Talk to a person' },
    value: conversationId,
  };
}
