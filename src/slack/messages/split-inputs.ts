import type { InputBlock, PlainTextOption } from '@slack/web-api';
import type { Message } from '../../conversations/message.ts';
import { inOneLine, shownWords } from '../../conversations/transcript.ts';
import { addressOf } from '../../tickets/ticket-transcript.ts';
import { SPLIT_MESSAGES } from './action-ids.ts';
import { clip } from './clip.ts';
import { plainText } from './plain-text.ts';

/** Slack's limits: so many boxes in a block, and so much text beside one. */
const MOST_IN_BLOCK = 10;
const LONGEST_OPTION = 75;
/** More would make the form a list to scroll through. */
const MOST_MESSAGES = 50;

/** The latest messages of a customer, each to be ticked; the ones that are proposed are. */
export function splitInputs(messages: Message[], proposed: string[]): InputBlock[] {
  const options = messages.slice(-MOST_MESSAGES).map(messageOption);
  const starts = options.flatMap((_, index) => (index % MOST_IN_BLOCK === 0 ? [index] : []));
  return starts.map((start, block) => {
    const some = options.slice(start, start + MOST_IN_BLOCK);
    const ticked = some.filter(({ value }) => value !== undefined && proposed.includes(value));
    return {
      type: 'input',
      block_id: `${SPLIT_MESSAGES}:${block}`,
      optional: true,
      label: plainText(block === 0 ? 'What belongs to the new ticket' : 'Later messages'),
      element: {
        type: 'checkboxes',
        action_id: SPLIT_MESSAGES,
        options: some,
        ...(ticked.length > 0 && { initial_options: ticked }),
      },
    };
  });
}

function messageOption(message: Message): PlainTextOption {
  const words = inOneLine(shownWords(message));
  return {
    text: plainText(clip(words === '' ? 'A message without words' : words, LONGEST_OPTION)),
    value: addressOf(message),
  };
}
