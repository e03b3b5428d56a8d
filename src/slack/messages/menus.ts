import type { InputBlock, PlainTextOption } from '@slack/web-api';
import { clip } from './clip.ts';
import { plainText } from './plain-text.ts';

const LONGEST_OPTION = 75;

/** A menu whose options the bot is asked for while somebody types. */
export function searchMenu({
  id,
  label,
  placeholder,
}: {
  /** Names its block and its action. */
  id: string;
  label: string;
  placeholder: string;
}): InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plainText(label),
    element: {
      type: 'external_select',
      action_id: id,
      min_query_length: 0,
      placeholder: plainText(placeholder),
    },
  };
}

export function menuOption({ text, value }: { text: string; value: string }): PlainTextOption {
  return { text: plainText(clip(text, LONGEST_OPTION)), value };
}
