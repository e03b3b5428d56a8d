import type { ModalView } from '@slack/web-api';
import { ANSWER, EMAIL_FORM, ESCALATE_FORM, PICK_FORM } from './action-ids.ts';
import { clip } from './clip.ts';

/** Asks a customer who escalates without a message what they need. */
export function escalateForm({ channel }: { channel: string }): ModalView {
  return form({
    callback_id: ESCALATE_FORM,
    about: channel,
    title: 'Talk to a person',
    submit: 'Send',
    label: 'What do you need help with?',
    element: {
      type: 'plain_text_input',
      action_id: ANSWER,
      multiline: true,
      max_length: 3000,
    },
  });
}

/** Asks for the email out of everybody's sight. */
export function emailForm({ conversationId }: { conversationId: string }): ModalView {
  return form({
    callback_id: EMAIL_FORM,
    about: conversationId,
    title: 'Your email',
    submit: 'Save',
    label: 'Please enter your email.',
    element: { type: 'email_text_input', action_id: ANSWER },
  });
}

/** Asks which of a customer's conversations is meant, and keeps what they typed behind the command. */
export function pickForm({
  choices,
  text,
}: {
  choices: { conversationId: string; began: string }[];
  text: string;
}): ModalView {
  return form({
    callback_id: PICK_FORM,
    about: clip(text, LONGEST_METADATA),
    title: 'Talk to a person',
    submit: 'Choose',
    label: 'Which conversation is it about?',
    element: {
      type: 'radio_buttons',
      action_id: ANSWER,
      options: choices.slice(0, 10).map(({ conversationId, began }) => ({
        text: {
          type: 'plain_text',
          text: clip(began || 'A conversation without words', 75),
          emoji: false,
        },
        value: conversationId,
      })),
    },
  });
}

const LONGEST_METADATA = 3_000;

type InputBlock = Extract<ModalView['blocks'][number], { type: 'input' }>;

function form({
  callback_id,
  about,
  title,
  submit,
  label,
  element,
}: {
  callback_id: string;
  about: string;
  title: string;
  submit: string;
  label: string;
  element: InputBlock['element'];
}): ModalView {
  return {
    type: 'modal',
    callback_id,
    private_metadata: about,
    title: { type: 'plain_text', text: title },
    submit: { type: 'plain_text', text: submit },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      { type: 'input', block_id: ANSWER, label: { type: 'plain_text', text: label }, element },
    ],
  };
}
