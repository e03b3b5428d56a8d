import type { ModalView } from '@slack/web-api';
import type { KeyOfPlain } from '../../desk/texts.ts';
import { ANSWER, EMAIL_FORM, ESCALATE_FORM, PICK_FORM } from './action-ids.ts';
import { clip } from './clip.ts';
import { plainText } from './plain-text.ts';
import type { Words } from './words.ts';

/** Asks a customer who escalates without a message what they need. */
export function escalateForm({ channel, words }: { channel: string; words: Words }): ModalView {
  return form({
    callback_id: ESCALATE_FORM,
    about: channel,
    words,
    title: 'form.talk-title',
    submit: 'form.send',
    label: 'form.talk-label',
    element: {
      type: 'plain_text_input',
      action_id: ANSWER,
      multiline: true,
      max_length: 3000,
    },
  });
}

/** Asks for the email out of everybody's sight. */
export function emailForm({
  conversationId,
  words,
}: {
  conversationId: string;
  words: Words;
}): ModalView {
  return form({
    callback_id: EMAIL_FORM,
    about: conversationId,
    words,
    title: 'form.email-title',
    submit: 'form.save',
    label: 'form.email-label',
    element: { type: 'email_text_input', action_id: ANSWER },
  });
}

/** Asks which of a customer's conversations is meant, and keeps what they typed behind the command. */
export function pickForm({
  choices,
  text,
  words,
}: {
  choices: { conversationId: string; began: string }[];
  text: string;
  words: Words;
}): ModalView {
  return form({
    callback_id: PICK_FORM,
    about: clip(text, LONGEST_METADATA),
    words,
    title: 'form.talk-title',
    submit: 'form.choose',
    label: 'form.pick-label',
    element: {
      type: 'radio_buttons',
      action_id: ANSWER,
      options: choices.slice(0, 10).map(({ conversationId, began }) => ({
        text: plainText(clip(began || words.plain('form.no-words'), 75)),
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
  words,
  title,
  submit,
  label,
  element,
}: {
  callback_id: string;
  about: string;
  words: Words;
  title: KeyOfPlain;
  submit: KeyOfPlain;
  label: KeyOfPlain;
  element: InputBlock['element'];
}): ModalView {
  return {
    type: 'modal',
    callback_id,
    private_metadata: about,
    title: plainText(words.plain(title)),
    submit: plainText(words.plain(submit)),
    close: plainText(words.plain('form.cancel')),
    blocks: [{ type: 'input', block_id: ANSWER, label: plainText(words.plain(label)), element }],
  };
}
