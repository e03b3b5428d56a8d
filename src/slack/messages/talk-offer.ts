import { type Shown, shown } from './shown.ts';
import { talkButton } from './talk-button.ts';
import type { Words } from './words.ts';

/** Answers a customer who mentions the bot in their own conversation, with the button. */
export function talkOffer(conversationId: string, words: Words): Shown {
  const { text, blocks } = shown(words.plain('offer.talk'));
  const elements = [talkButton(conversationId, words)];
  return { text, blocks: [...blocks, { type: 'actions', elements }] };
}
