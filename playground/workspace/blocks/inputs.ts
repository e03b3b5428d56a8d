import { z } from 'zod';
import { RichText } from './rich-text.ts';
import { identifier, placeholder } from './text.ts';

const input = {
  action_id: identifier.exactOptional(),
  placeholder,
  focus_on_load: z.boolean().exactOptional(),
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
    })
    .exactOptional(),
};

/** Every element to type into, and the one for files. */
export const inputs = [
  z.strictObject({
    ...input,
    type: z.literal('plain_text_input'),
    initial_value: z.string().max(3000).exactOptional(),
    multiline: z.boolean().exactOptional(),
    min_length: z.int().min(0).max(3000).exactOptional(),
    max_length: z.int().min(1).max(3000).exactOptional(),
  }),
  z.strictObject({
    ...input,
    type: z.literal('email_text_input'),
    initial_value: z.string().exactOptional(),
  }),
  z.strictObject({
    ...input,
    type: z.literal('url_text_input'),
    initial_value: z.string().exactOptional(),
  }),
  z.strictObject({
    ...input,
    type: z.literal('number_input'),
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().exactOptional(),
    min_value: z.string().exactOptional(),
    max_value: z.string().exactOptional(),
  }),
  z.strictObject({
    ...input,
    type: z.literal('rich_text_input'),
    initial_value: RichText.exactOptional(),
    min_lines: z.int().min(1).max(100).exactOptional(),
    max_lines: z.int().min(1).max(100).exactOptional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    action_id: identifier.exactOptional(),
    filetypes: z.array(z.string().min(1)).min(1).exactOptional(),
    max_files: z.int().min(1).max(10).exactOptional(),
  }),
] as const;
