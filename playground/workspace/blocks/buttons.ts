import { z } from 'zod';
import { Confirm, PlainTextOption } from './options.ts';
import { identifier, plainText } from './text.ts';

/** @see https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const Button = z.strictObject({
  type: z.literal('button'),
  action_id: identifier.exactOptional(),
  text: plainText(75),
  value: z.string().max(2000).exactOptional(),
  url: z.string().max(3000).exactOptional(),
  style: z.enum(['primary', 'danger']).exactOptional(),
  confirm: Confirm.exactOptional(),
  accessibility_label: z.string().max(75).exactOptional(),
});
export type Button = z.infer<typeof Button>;

export const Overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: identifier.exactOptional(),
  options: z.array(PlainTextOption).min(1).max(5),
  confirm: Confirm.exactOptional(),
});
