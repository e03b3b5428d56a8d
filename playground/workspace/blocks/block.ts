import { z } from 'zod';
import { Button, Overflow } from './buttons.ts';
import { choices } from './choices.ts';
import { inputs } from './inputs.ts';
import { RichText } from './rich-text.ts';
import { Table } from './table.ts';
import { anyText, identifier, mrkdwn, plainText } from './text.ts';

const block_id = identifier.exactOptional();

const ImageElement = z.strictObject({
  type: z.literal('image'),
  image_url: z.string().max(3000),
  alt_text: z.string().max(2000),
});

/** An element of an actions block. */
export const ActionElement = z.discriminatedUnion('type', [Button, Overflow, ...choices]);
/** An element of an input block. */
export const InputElement = z.discriminatedUnion('type', [...inputs, ...choices]);
export type Element = z.infer<typeof ActionElement> | z.infer<typeof InputElement>;

const common = [
  z
    .strictObject({
      type: z.literal('section'),
      block_id,
      text: anyText(3000).exactOptional(),
      fields: z.array(anyText(2000)).min(1).max(10).exactOptional(),
      accessory: z
        .discriminatedUnion('type', [ImageElement, Button, Overflow, ...choices])
        .exactOptional(),
      expand: z.boolean().exactOptional(),
    })
    .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
      error: 'missing required field: text',
    }),
  z.strictObject({ type: z.literal('header'), block_id, text: plainText(150) }),
  z.strictObject({ type: z.literal('divider'), block_id }),
  z.strictObject({
    type: z.literal('context'),
    block_id,
    elements: z
      .array(z.discriminatedUnion('type', [ImageElement, plainText(3000), mrkdwn(3000)]))
      .min(1)
      .max(10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id,
    elements: z.array(ActionElement).min(1).max(25),
  }),
  z.strictObject({
    type: z.literal('input'),
    block_id,
    label: plainText(2000),
    element: InputElement,
    hint: plainText(2000).exactOptional(),
    optional: z.boolean().exactOptional(),
    dispatch_action: z.boolean().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('image'),
    block_id,
    image_url: z.string().max(3000),
    alt_text: z.string().max(2000),
    title: plainText(2000).exactOptional(),
  }),
  RichText,
] as const;

/** A block of a message. @see https://docs.slack.dev/reference/block-kit/blocks */
export const Block = z.discriminatedUnion('type', [
  ...common,
  Table,
  z.strictObject({ type: z.literal('markdown'), block_id, text: z.string().min(1).max(12_000) }),
]);
export type Block = z.infer<typeof Block>;

/** A block of a form or of the App Home. */
export const ViewBlock = z.discriminatedUnion('type', [...common]);
export type ViewBlock = z.infer<typeof ViewBlock>;
