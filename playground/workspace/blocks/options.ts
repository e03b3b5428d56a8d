import { z } from 'zod';
import { anyText, plainText } from './text.ts';

/** One thing to choose from. @see https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const Option = z.strictObject({
  text: anyText(75),
  value: z.string().min(1).max(150),
  description: anyText(75).optional(),
  url: z.string().max(3000).optional(),
});
export type Option = z.infer<typeof Option>;

export const OptionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(Option).min(1).max(100),
});

/** What Slack asks before it takes a click seriously. */
export const Confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});
