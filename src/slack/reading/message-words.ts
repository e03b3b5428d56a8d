import type { FileReference } from '../../conversations/message.ts';
import { attachmentLines } from './attachments.ts';
import { blockLines } from './blocks.ts';
import { textIn } from './fields.ts';
import { filesIn } from './files.ts';
import type { Names } from './names.ts';
import { plainText } from './plain-text.ts';
import { joinOnce } from './same-words.ts';
import type { SlackMessage } from './slack-message.ts';
import { type Part, unreadParts } from './unread-parts.ts';

export type MessageWords = {
  /** What the author wrote themselves. Nothing else asks for a person. */
  own: string;
  /** All that the message says; each line that is not the author's own begins with `> `. */
  text: string;
  files: FileReference[];
  /** The parts of the message in which there is more than what was read. */
  leftOut: Part[];
};

/** Slack's own limit of what somebody writes, and what is read of all that hangs on it. */
const LONGEST_OWN = 40_000;
const LONGEST_ATTACHED = 20_000;
const LEFT_OUT = '[the rest of this message is left out here]';
const WITHOUT_WORDS = '[this message has a part that cannot be shown here]';

/** What a message says in all of its parts: text, blocks, attachments and files. */
export function messageWords(
  message: SlackMessage,
  { names, revision }: { names: Names; revision: string },
): MessageWords {
  const written = plainText(textIn(message.text), names);
  const own = bounded(joinOnce(written, blockLines(message.blocks, names)), LONGEST_OWN);
  const attached = bounded(
    attachmentLines(message.attachments, { names, written: own }),
    LONGEST_ATTACHED,
  );
  const files = filesIn(message.files, { revision });
  const quoted = attached === '' ? [] : attached.split('\n').map((line) => `> ${line}`);
  const text = [own, ...quoted].filter((words) => words !== '').join('\n');
  const leftOut = unreadParts(message, { text, files, names });
  const isEmpty = text.trim() === '' && files.length === 0;
  return { own, text: isEmpty && leftOut.length > 0 ? WITHOUT_WORDS : text, files, leftOut };
}

function bounded(lines: string[], most: number): string {
  const text = lines.join('\n');
  if (text.length <= most) return text;
  return `${text.slice(0, most).toWellFormed()}\n${LEFT_OUT}`;
}
