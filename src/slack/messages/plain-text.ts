import type { Button, PlainTextElement } from '@slack/web-api';

/** A text that is shown as it is. */
export function plainText(text: string): PlainTextElement & { emoji: false } {
  return { type: 'plain_text', text, emoji: false };
}

/** A button, found by its action id when it is pressed; the value says what it is about. */
export function button(text: string, action_id: string, value?: string): Button {
  return {
    type: 'button',
    action_id,
    text: plainText(text),
    ...(value !== undefined && { value }),
  };
}
