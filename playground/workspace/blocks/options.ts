import { z } from 'zod';
import { anyText, plainText } from './text.ts';

const option = {
  value: z.string().min(1).max(150),
  description: plainText(75).exactOptional(),
  url: z.string().max(3000).exactOptional(),
};

/** An option of checkboxes or radio buttons. @see https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const Option = z.strictObject({ ...option, text: anyText(75) });
export type Option = z.infer<typeof Option>;

/** An option of a menu, which Slack shows as plain text only. */
export const PlainTextOption = z.strictObject({ ...option, text: plainText(75) });

export const OptionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(PlainTextOption).min(1).max(100),
});

/** The dialog in which Slack asks a person to confirm a click. */
export const Confirm = z.strictObject({
  title: plainText(100).exactOptional(),
  text: anyText(300),
  confirm: plainText(30).exactOptional(),
  deny: plainText(30).exactOptional(),
  style: z.enum(['primary', 'danger']).exactOptional(),
});
