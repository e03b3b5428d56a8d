import { z } from 'zod';
import { Button, Overflow } from './buttons.ts';
import { choices } from './choices.ts';
import { type ContextAction, ContextActions } from './context-actions.ts';
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
export type Element = z.infer<typeof ActionElement> | z.infer<typeof InputElement> | ContextAction;

/** What a container takes too. Slack's reference names more, which its validation refuses. */
const nestable = [
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
    type: z.literal('image'),
    block_id,
    image_url: z.string().max(3000),
    alt_text: z.string().max(2000),
    title: plainText(2000).exactOptional(),
  }),
] as const;

const common = [
  ...nestable,
  z.strictObject({
    type: z.literal('input'),
    block_id,
    label: plainText(2000),
    element: InputElement,
    hint: plainText(2000).exactOptional(),
    optional: z.boolean().exactOptional(),
    dispatch_action: z.boolean().exactOptional(),
  }),
  RichText,
] as const;

/** A group of blocks under a title. @see https://docs.slack.dev/reference/block-kit/blocks/container-block */
const Container = z
  .strictObject({
    type: z.literal('container'),
    block_id,
    title: plainText(150).exactOptional(),
    rich_text_title: RichText.exactOptional(),
    subtitle: anyText(150).exactOptional(),
    child_blocks: z
      .array(z.discriminatedUnion('type', [...nestable, Table]))
      .min(1)
      .max(10),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).exactOptional(),
    icon: ImageElement.exactOptional(),
    is_collapsible: z.boolean().exactOptional(),
    default_collapsed: z.boolean().exactOptional(),
    has_header_divider: z.boolean().exactOptional(),
  })
  .refine(({ title, rich_text_title }) => title !== undefined || rich_text_title !== undefined, {
    error: 'missing required field: title',
  })
  .refine(({ is_collapsible, default_collapsed }) => is_collapsible || !default_collapsed, {
    error: 'default_collapsed requires is_collapsible',
  });

/** A notice in a form. @see https://docs.slack.dev/reference/block-kit/blocks/alert-block */
const Alert = z.strictObject({
  type: z.literal('alert'),
  block_id,
  text: anyText(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).exactOptional(),
});

/** A block of a message. @see https://docs.slack.dev/reference/block-kit/blocks */
export const MessageBlock = z.discriminatedUnion('type', [
  ...common,
  Table,
  Container,
  ContextActions,
  z.strictObject({ type: z.literal('markdown'), block_id, text: z.string().min(1).max(12_000) }),
]);
export type MessageBlock = z.infer<typeof MessageBlock>;

/** A block of the App Home. */
export const HomeBlock = z.discriminatedUnion('type', [...common]);

/** A block of a form. */
export const ViewBlock = z.discriminatedUnion('type', [...common, Alert]);
export type ViewBlock = z.infer<typeof ViewBlock>;

/** A block of whatever surface. */
export type Block = MessageBlock | ViewBlock;
