import { z } from 'zod';

const Style = z.object({
  bold: z.boolean().exactOptional(),
  italic: z.boolean().exactOptional(),
  strike: z.boolean().exactOptional(),
  underline: z.boolean().exactOptional(),
  code: z.boolean().exactOptional(),
});

const Text = z.object({ type: z.literal('text'), text: z.string(), style: Style.exactOptional() });
const Link = z.object({
  type: z.literal('link'),
  url: z.string(),
  text: z.string().exactOptional(),
  style: Style.exactOptional(),
});
const Emoji = z.object({
  type: z.literal('emoji'),
  name: z.string(),
  unicode: z.string().exactOptional(),
});
const User = z.object({ type: z.literal('user'), user_id: z.string() });
const Channel = z.object({ type: z.literal('channel'), channel_id: z.string() });

const Piece = z.discriminatedUnion('type', [Text, Link, Emoji, User, Channel]);
const Section = z.object({ type: z.literal('rich_text_section'), elements: z.array(Piece) });

/**
 * What an agent wrote, in the parts of a Slack rich text block. Whole channels and groups of users are
 * not among them: no reply notifies more people than its readers.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export const RichText = z.array(
  z.discriminatedUnion('type', [
    Section,
    z.object({ type: z.literal('rich_text_quote'), elements: z.array(Piece) }),
    z.object({
      type: z.literal('rich_text_preformatted'),
      elements: z.array(z.discriminatedUnion('type', [Text, Link])),
    }),
    z.object({
      type: z.literal('rich_text_list'),
      style: z.enum(['bullet', 'ordered']),
      elements: z.array(Section),
      indent: z.number().exactOptional(),
      offset: z.number().exactOptional(),
    }),
  ]),
);
export type RichText = z.infer<typeof RichText>;
