import { z } from 'zod';
import { Confirm, Option } from './options.ts';
import { identifier, plainText } from './text.ts';

/** @see https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const Button = z.strictObject({
  type: z.literal('button'),
  action_id: identifier.optional(),
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: Confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
});
export type Button = z.infer<typeof Button>;

export const Overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: identifier.optional(),
  options: z.array(Option).min(1).max(5),
  confirm: Confirm.optional(),
});
