import { z } from 'zod';
import { Confirm, Option, OptionGroup } from './options.ts';
import { identifier, placeholder } from './text.ts';

const choice = {
  action_id: identifier.optional(),
  confirm: Confirm.optional(),
  focus_on_load: z.boolean().optional(),
};
const picker = { ...choice, placeholder };
const options = z.array(Option).min(1).max(100).optional();
const option_groups = z.array(OptionGroup).min(1).max(100).optional();
const max_selected_items = z.int().min(1).optional();

/** Everything one chooses with, in an actions block, beside a section or in a form. */
export const choices = [
  z.strictObject({
    ...picker,
    type: z.literal('static_select'),
    options,
    option_groups,
    initial_option: Option.optional(),
  }),
  z.strictObject({
    ...picker,
    type: z.literal('multi_static_select'),
    options,
    option_groups,
    initial_options: z.array(Option).min(1).optional(),
    max_selected_items,
  }),
  z.strictObject({
    ...picker,
    type: z.literal('users_select'),
    initial_user: z.string().optional(),
  }),
  z.strictObject({
    ...picker,
    type: z.literal('channels_select'),
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  z.strictObject({
    ...picker,
    type: z.literal('conversations_select'),
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter: z.looseObject({}).optional(),
  }),
  z.strictObject({
    ...choice,
    type: z.literal('radio_buttons'),
    options: z.array(Option).min(1).max(10),
    initial_option: Option.optional(),
  }),
  z.strictObject({
    ...choice,
    type: z.literal('checkboxes'),
    options: z.array(Option).min(1).max(10),
    initial_options: z.array(Option).min(1).optional(),
  }),
  z.strictObject({
    ...picker,
    type: z.literal('datepicker'),
    initial_date: z.iso.date().optional(),
  }),
  z.strictObject({
    ...picker,
    type: z.literal('timepicker'),
    initial_time: z
      .string()
      .regex(/^\d\d:\d\d$/)
      .optional(),
    timezone: z.string().optional(),
  }),
] as const;
