import type { InputBlock, KnownBlock, ModalView } from '@slack/web-api';
import { z } from 'zod';
import { PLACEHOLDERS } from '../../desk/placeholders.ts';
import type { CategoryTargetsSetting } from '../../settings/setting.ts';
import {
  ANSWER,
  DAYS_TO_REMOVE,
  FIRST_REPLY,
  LEADS_FORM,
  NEXT_REPLY,
  REPLY_TEXT,
} from './action-ids.ts';
import { clip } from './clip.ts';
import { plainText } from './plain-text.ts';
import { paragraph, quotation } from './rich-text.ts';
import { dayText, durationText, targetsText } from './setting-words.ts';

/** What a form of a lead changes, and how that was when the form was shown. */
export const LeadsFormContext = z.discriminatedUnion('form', [
  z.object({ form: z.literal('reply'), key: z.string().nullable(), seen: z.string() }),
  z.object({ form: z.literal('targets'), key: z.string(), seen: z.string() }),
  z.object({ form: z.literal('holidays') }),
]);
export type LeadsFormContext = z.infer<typeof LeadsFormContext>;

/** What somebody else did meanwhile: words, and what it says now. */
type Meanwhile = { words: string; now: string };

/** Adds a saved reply, or changes one. */
export function savedReplyForm({
  context,
  title,
  text,
  meanwhile,
}: {
  context: Extract<LeadsFormContext, { form: 'reply' }>;
  title: string;
  text: string;
  meanwhile: Meanwhile | undefined;
}): ModalView {
  return form({
    context,
    title: context.key === null ? 'Add a saved reply' : 'Edit a saved reply',
    meanwhile,
    blocks: [
      textInput({ id: ANSWER, label: 'Title, for agents', value: title, most: 75 }),
      textInput({
        id: REPLY_TEXT,
        label: 'Text, for customers',
        value: text,
        most: 3_000,
        isLong: true,
        hint: `${new Intl.ListFormat('en').format(PLACEHOLDERS)} are filled in when it is chosen.`,
      }),
    ],
  });
}

export const AS_DESK = 'desk';
const TIMES = 'times';
export const OFF = 'off';

/** Sets the targets of all tickets, or of a category, which may be those of all. */
export function targetsForm({
  context,
  title,
  value,
  isOfCategory,
  words,
}: {
  context: Extract<LeadsFormContext, { form: 'targets' }>;
  title: string;
  value: CategoryTargetsSetting;
  isOfCategory: boolean;
  /** What somebody else did meanwhile. */
  words: string | undefined;
}): ModalView {
  const within = { text: plainText('Within these times'), value: TIMES };
  const options = [
    within,
    { text: plainText('Off: nobody is reminded'), value: OFF },
    ...(isOfCategory ? [{ text: plainText('As for all tickets'), value: AS_DESK }] : []),
  ];
  const chosen = value === 'desk' ? AS_DESK : choiceOf(value);
  const times = typeof value === 'object' ? value : undefined;
  return form({
    context,
    title: clip(`Targets: ${title}`, 24),
    meanwhile: words === undefined ? undefined : { words, now: targetsText(value) },
    blocks: [
      {
        type: 'input',
        block_id: ANSWER,
        label: plainText('When agents are to have answered'),
        element: {
          type: 'radio_buttons',
          action_id: ANSWER,
          options,
          initial_option: options.find((option) => option.value === chosen) ?? within,
        },
      },
      durationInput(FIRST_REPLY, 'The first reply within', times?.firstReply),
      durationInput(NEXT_REPLY, 'Each later reply within', times?.nextReply),
    ],
  });
}

function choiceOf(value: object | false): string {
  return value === false ? OFF : TIMES;
}

/** Slack's menus have room for so many options. */
const MOST_OPTIONS = 100;

/** Adds a day on which nobody is there, and takes out others. */
export function holidaysForm(days: readonly string[], { today }: { today: string }): ModalView {
  const coming = days.filter((day) => day >= today).toSorted();
  const past = days.filter((day) => day < today).toSorted();
  const options = [...coming, ...past.toReversed()]
    .slice(0, MOST_OPTIONS)
    .map((day) => ({ text: plainText(dayText(day)), value: day }));
  const remove: InputBlock[] =
    options.length === 0
      ? []
      : [
          {
            type: 'input',
            block_id: DAYS_TO_REMOVE,
            optional: true,
            label: plainText('Days to take out'),
            element: {
              type: 'multi_static_select',
              action_id: DAYS_TO_REMOVE,
              placeholder: plainText('Choose days'),
              options,
            },
          },
        ];
  return form({
    context: { form: 'holidays' },
    title: 'Holidays',
    meanwhile: undefined,
    blocks: [
      {
        type: 'input',
        block_id: ANSWER,
        optional: true,
        label: plainText('Another day on which nobody is there'),
        element: { type: 'datepicker', action_id: ANSWER, placeholder: plainText('Choose a day') },
      },
      ...remove,
    ],
  });
}

/** Says something in the place of a form or a list. */
export function leadsNote(words: string): ModalView {
  return {
    type: 'modal',
    title: plainText('For leads'),
    close: plainText('Close'),
    blocks: [paragraph(words)],
  };
}

function form({
  context,
  title,
  meanwhile,
  blocks,
}: {
  context: LeadsFormContext;
  title: string;
  meanwhile: Meanwhile | undefined;
  blocks: KnownBlock[];
}): ModalView {
  return {
    type: 'modal',
    callback_id: LEADS_FORM,
    private_metadata: JSON.stringify(context),
    title: plainText(title),
    submit: plainText(meanwhile ? 'Save mine' : 'Save'),
    close: plainText('Cancel'),
    blocks: [
      ...(meanwhile ? [quotation([{ bold: meanwhile.words }], meanwhile.now)] : []),
      ...blocks,
    ],
  };
}

function textInput({
  id,
  label,
  value,
  most,
  isLong = false,
  hint,
}: {
  id: string;
  label: string;
  value: string;
  most: number;
  isLong?: boolean;
  hint?: string;
}): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plainText(label),
    ...(hint !== undefined && { hint: plainText(hint) }),
    element: {
      type: 'plain_text_input',
      action_id: id,
      max_length: most,
      multiline: isLong,
      ...(value !== '' && { initial_value: clip(value, most) }),
    },
  };
}

function durationInput(id: string, label: string, ms: number | undefined): InputBlock {
  return {
    type: 'input',
    block_id: id,
    optional: true,
    label: plainText(label),
    hint: plainText('Working time, such as 30m or 4h.'),
    element: {
      type: 'plain_text_input',
      action_id: id,
      max_length: 10,
      ...(ms !== undefined && { initial_value: durationText(ms) }),
    },
  };
}
