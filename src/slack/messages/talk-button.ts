import type { Button } from '@slack/web-api';
import { ESCALATE } from './action-ids.ts';
import { button } from './plain-text.ts';
import type { Words } from './words.ts';

/** One of the doors: it escalates the conversation that it was posted in. */
export function talkButton(conversationId: string, words: Words): Button {
  return button(words.plain('button.talk'), ESCALATE, conversationId);
}
