import { z } from 'zod';
import { Confirm, Option, OptionGroup, PlainTextOption } from './options.ts';
import { identifier, placeholder } from './text.ts';

const choice = {
  action_id: identifier.exactOptional(),
  confirm: Confirm.exactOptional(),
  focus_on_load: z.boolean().exactOptional(),
};
const picker = { ...choice, placeholder };
const options = z.array(PlainTextOption).min(1).max(100).exactOptional();
const option_groups = z.array(OptionGroup).min(1).max(100).exactOptional();
const max_selected_items = z.int().min(1).exactOptional();

const conversationFilter = z.strictObject({
  include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).exactOptional(),
  exclude_external_shared_channels: z.boolean().exactOptional(),
  exclude_bot_users: z.boolean().exactOptional(),
});

/** Every element to choose with, in an actions block, beside a section or in a form. */
export const choices = [
  z.strictObject({
    ...picker,
    type: z.literal('static_select'),
    options,
    option_groups,
    initial_option: PlainTextOption.exactOptional(),
  }),
  z.strictObject({
    ...picker,
    type: z.literal('multi_static_select'),
    options,
    option_groups,
    initial_options: z.array(PlainTextOption).min(1).exactOptional(),
    max_selected_items,
  }),
  z.strictObject({
    ...picker,
    type: z.literal('external_select'),
    initial_option: PlainTextOption.exactOptional(),
    min_query_length: z.int().min(0).exactOptional(),
  }),
  z.strictObject({
    ...picker,
    type: z.literal('users_select'),
    initial_user: z.string().exactOptional(),
  }),
  z.strictObject({
    ...picker,
    type: z.literal('channels_select'),
    initial_channel: z.string().exactOptional(),
    response_url_enabled: z.boolean().exactOptional(),
  }),
  z.strictObject({
    ...picker,
    type: z.literal('conversations_select'),
    initial_conversation: z.string().exactOptional(),
    default_to_current_conversation: z.boolean().exactOptional(),
    response_url_enabled: z.boolean().exactOptional(),
    filter: conversationFilter.exactOptional(),
  }),
  z.strictObject({
    ...choice,
    type: z.literal('radio_buttons'),
    options: z.array(Option).min(1).max(10),
    initial_option: Option.exactOptional(),
  }),
  z.strictObject({
    ...choice,
    type: z.literal('checkboxes'),
    options: z.array(Option).min(1).max(10),
    initial_options: z.array(Option).min(1).exactOptional(),
  }),
  z.strictObject({
    ...picker,
    type: z.literal('datepicker'),
    initial_date: z.iso.date().exactOptional(),
  }),
  z.strictObject({
    ...picker,
    type: z.literal('timepicker'),
    initial_time: z
      .string()
      .regex(/^\d\d:\d\d$/)
      .exactOptional(),
    timezone: z.string().exactOptional(),
  }),
  z.strictObject({
    ...choice,
    type: z.literal('datetimepicker'),
    initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).exactOptional(),
  }),
] as const;
