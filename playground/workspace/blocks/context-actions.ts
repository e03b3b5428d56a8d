import { z } from 'zod';
import { Confirm } from './options.ts';
import { identifier, plainText } from './text.ts';

const feedbackButton = z.strictObject({
  text: plainText(75),
  value: z.string().max(2000),
  accessibility_label: z.string().max(75).exactOptional(),
});

/** @see https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element */
const FeedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  action_id: identifier.exactOptional(),
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});
export type FeedbackButtons = z.infer<typeof FeedbackButtons>;

/** Slack has one icon. @see https://docs.slack.dev/reference/block-kit/block-elements/icon-button-element */
const IconButton = z.strictObject({
  type: z.literal('icon_button'),
  action_id: identifier.exactOptional(),
  icon: z.literal('trash'),
  text: plainText(75),
  value: z.string().max(2000).exactOptional(),
  confirm: Confirm.exactOptional(),
  accessibility_label: z.string().max(75).exactOptional(),
  visible_to_user_ids: z.array(z.string()).exactOptional(),
});
type IconButton = z.infer<typeof IconButton>;
export type ContextAction = FeedbackButtons | IconButton;

/** Small buttons under a message. @see https://docs.slack.dev/reference/block-kit/blocks/context-actions-block */
export const ContextActions = z.strictObject({
  type: z.literal('context_actions'),
  block_id: identifier.exactOptional(),
  elements: z
    .array(z.discriminatedUnion('type', [FeedbackButtons, IconButton]))
    .min(1)
    .max(5),
});

/** Both buttons of a pair. */
export function feedbackOf({ positive_button, negative_button }: FeedbackButtons) {
  return [positive_button, negative_button];
}
