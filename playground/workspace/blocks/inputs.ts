import { z } from 'zod';
import { identifier, placeholder } from './text.ts';

const input = {
  action_id: identifier.optional(),
  placeholder,
  focus_on_load: z.boolean().optional(),
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
    })
    .optional(),
};

/** Everything one types into. */
export const inputs = [
  z.strictObject({
    ...input,
    type: z.literal('plain_text_input'),
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  }),
  z.strictObject({
    ...input,
    type: z.literal('email_text_input'),
    initial_value: z.string().optional(),
  }),
  z.strictObject({
    ...input,
    type: z.literal('url_text_input'),
    initial_value: z.string().optional(),
  }),
  z.strictObject({
    ...input,
    type: z.literal('number_input'),
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
] as const;
