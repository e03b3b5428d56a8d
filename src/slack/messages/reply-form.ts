import type { InputBlock, KnownBlock, ModalView, RichTextBlock } from '@slack/web-api';
import { z } from 'zod';
import type { SavedReplyInUse } from '../../settings/desk-in-use.ts';
import { Audience } from '../reading/audience.ts';
import { ANSWER, REPLY_FILES, REPLY_FORM, REPLY_PLACE, SAVED_REPLY } from './action-ids.ts';
import { clip } from './clip.ts';
import { plainText } from './plain-text.ts';
import { paragraph } from './rich-text.ts';

/** What a reply's form was shown with: what is different when it is submitted is shown first. */
export const ReplyContext = z.object({
  ticketId: z.string(),
  /** The reply that is edited; null for a new one. */
  replyId: z.string().nullable(),
  openedAt: z.iso.datetime(),
  /** The `ts` of the conversation's last message. */
  seenTs: z.string(),
  isResolved: z.boolean(),
  /** Whose it was; forms of an older bot have none. */
  destination: z.string().nullable().optional(),
  audience: Audience,
  /** The hash of a text whose personal details the agent has confirmed. */
  confirmed: z.string().nullable(),
  /** How often a saved reply was put into the input: Slack keeps what is typed in a block of one id. */
  fills: z.number(),
});
export type ReplyContext = z.infer<typeof ReplyContext>;

export function readReplyContext(metadata: string): ReplyContext {
  return ReplyContext.parse(JSON.parse(metadata));
}

export type ReplyForm = {
  context: ReplyContext;
  ticket: string;
  customer: string;
  /** The agent's name as the customer reads it. */
  sender: string;
  savedReplies: readonly SavedReplyInUse[];
  /** How many files can be chosen; 0 where Slack does not let the bot carry any. */
  mostFiles: number;
  body: RichTextBlock | undefined;
  /** What an agent must know before the reply is sent all the same. */
  notices: string[];
};

export const HERE = 'here';
export const DIRECTLY = 'direct';

/** Where an agent answers a customer, or edits an answer. */
export function replyForm(form: ReplyForm): ModalView {
  const { context, ticket, notices, savedReplies } = form;
  const isNew = context.replyId === null;
  const send = isNew ? 'Send' : 'Save';
  return {
    type: 'modal',
    callback_id: REPLY_FORM,
    private_metadata: JSON.stringify(context),
    title: plainText(clip(isNew ? `Reply to ${ticket}` : 'Edit a reply', 24)),
    submit: plainText(notices.length > 0 ? SEND_ANYWAY : send),
    close: plainText('Cancel'),
    blocks: [
      ...notices.map((notice) => paragraph({ bold: clip(notice, LONGEST_NOTICE) })),
      ...(isNew && savedReplies.length > 0 ? [savedReplySelect(savedReplies)] : []),
      answerInput(form),
      ...(isNew && form.mostFiles > 0 ? [filesInput(form)] : []),
      ...(isNew && context.audience.of === 'channel' ? [placeInput(form)] : []),
      paragraph({ bold: 'Who will read it: ' }, audienceText(form)),
      paragraph({ bold: 'It comes from: ' }, form.sender),
    ],
  };
}

const SEND_ANYWAY = 'Send anyway';
const LONGEST_NOTICE = 1_500;

function savedReplySelect(savedReplies: readonly SavedReplyInUse[]): KnownBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: SAVED_REPLY,
        placeholder: plainText('Saved replies'),
        options: savedReplies.slice(0, 100).map(({ id, title }) => ({
          text: plainText(title),
          // Others may be added or removed while the form is open.
          value: id,
        })),
      },
    ],
  };
}

function answerInput({ body, context }: ReplyForm): InputBlock {
  return {
    type: 'input',
    block_id: context.fills === 0 ? ANSWER : `${ANSWER}:${context.fills}`,
    label: plainText('Your reply'),
    element: {
      type: 'rich_text_input',
      action_id: ANSWER,
      focus_on_load: true,
      ...(body && { initial_value: body }),
    },
  };
}

function filesInput({ mostFiles }: ReplyForm): InputBlock {
  return {
    type: 'input',
    block_id: REPLY_FILES,
    optional: true,
    label: plainText('Files'),
    hint: plainText('They are not checked for secrets or for personal details.'),
    element: {
      type: 'file_input',
      action_id: REPLY_FILES,
      max_files: Math.min(mostFiles, MOST_FILES_OF_SLACK),
    },
  };
}

const MOST_FILES_OF_SLACK = 10;

function placeInput({ context, customer }: ReplyForm): InputBlock {
  const { audience } = context;
  const here = {
    text: plainText(clip(audience.of === 'channel' ? `In #${audience.name}` : 'Here', 75)),
    value: HERE,
  };
  const direct = {
    text: plainText(clip(`In direct messages: ${customer} only`, 75)),
    value: DIRECTLY,
  };
  return {
    type: 'input',
    block_id: REPLY_PLACE,
    label: plainText('Where'),
    element: {
      type: 'radio_buttons',
      action_id: REPLY_PLACE,
      initial_option: here,
      options: [here, direct],
    },
  };
}

/** Who reads a reply, in a sentence for the agent who writes it. */
function audienceText({ context: { audience }, customer }: ReplyForm): string {
  if (audience.of === 'direct') return `${customer} only.`;
  const { name, members, isPublic, isShared, companies = [] } = audience;
  const people = members === null ? '' : `, ${members} people`;
  const isUnknown = isShared && companies.length === 0;
  const others = isUnknown ? ' People of other companies are among them.' : '';
  const more = isPublic ? ' Whoever is in this workspace may join.' : '';
  return `everyone in #${name}${people}${companiesText(companies)}.${others}${more}`;
}

function companiesText(companies: { name: string; people: number }[]): string {
  if (companies.length === 0) return '';
  const counts = companies.map(
    ({ name, people }) => `${people} of ${name === '' ? 'another company' : name}`,
  );
  return `, of them ${new Intl.ListFormat('en').format(counts)}`;
}
