import { type Fields, fieldsOf } from '../../fields-of.ts';
import { blockLines } from './blocks.ts';
import { itemsOf, nameIn, textIn } from './fields.ts';
import { fileLines } from './files.ts';
import type { Names } from './names.ts';
import { linkWords, plainText, unescapeText } from './plain-text.ts';
import { holderOf, joinOnce } from './same-words.ts';

/** What is forwarded may itself hold what was forwarded; deeper than this it is left out. */
const DEEPEST = 5;

/** More lines than anybody reads cost more time than a message may. */
const MOST_LINES = 2_000;

/**
 * The lines of a message's attachments: forwarded messages, pasted tables, and what apps attach. What
 * Slack shows of a link that the author pasted is the linked page's words, not theirs: it is none.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text#attachments
 */
export function attachmentLines(
  attachments: unknown,
  { names, written, depth = 0 }: { names: Names; written: string; depth?: number },
): string[] {
  if (depth >= DEEPEST) return [];
  const isWritten = holderOf(written);
  return itemsOf(attachments)
    .map(fieldsOf)
    .filter((attachment) => !isPreviewOf(attachment, written))
    .flatMap((attachment) => {
      const lines = linesOf(attachment, { names, depth });
      const heading = headingOf(attachment, names);
      if (heading !== undefined) return lines.length === 0 ? [] : [heading, ...lines];
      return lines.filter((line) => !isWritten(line));
    })
    .slice(0, MOST_LINES);
}

/** A message that the author linked is kept: it is a part of what they report. */
function isPreviewOf(
  { is_share, is_msg_unfurl, from_url, original_url, app_unfurl_url }: Fields,
  written: string,
): boolean {
  if (is_share === true || is_msg_unfurl === true) return false;
  return [from_url, original_url, app_unfurl_url]
    .map((url) => unescapeText(textIn(url)).replace(/\/$/, ''))
    .some((url) => url !== '' && written.includes(url));
}

function headingOf(attachment: Fields, names: Names): string | undefined {
  const { is_share, is_msg_unfurl } = attachment;
  if (is_share !== true && is_msg_unfurl !== true) return undefined;
  const { author_name, author_subname, author_id, channel_id, channel_name } = attachment;
  const author = nameIn(author_name) || nameIn(author_subname) || names.user(nameIn(author_id));
  const channel = nameIn(channel_name) || names.channel(nameIn(channel_id));
  const deed = is_share === true ? 'forwarded message' : 'linked message';
  const where = channel ? ` in #${channel.replace(/^#/, '')}` : '';
  return `[${deed} from ${author || 'somebody'}${where}]`;
}

function linesOf(attachment: Fields, { names, depth }: { names: Names; depth: number }): string[] {
  const { pretext, author_name, title, title_link, text, fields, actions } = attachment;
  const { is_share, is_msg_unfurl, blocks, message_blocks, files, fallback } = attachment;
  const ofMessage = is_share === true || is_msg_unfurl === true;
  const read = (value: unknown) => plainText(textIn(value), names);
  const shownTitle = read(title);
  const heading = [
    read(pretext),
    ofMessage ? '' : nameIn(author_name),
    shownTitle === '' ? '' : linkWords(textIn(title_link), shownTitle),
  ];
  const body = [
    ...blockLines(blocks, names),
    ...itemsOf(message_blocks).flatMap((message) => messageLines(message, { names, depth })),
    ...itemsOf(fields).map((field) => fieldLine(fieldsOf(field), read)),
    ...itemsOf(actions).map((action) => buttonLine(read(fieldsOf(action).text))),
    ...fileLines(files),
    ...attachmentLines(attachment.attachments, { names, written: read(text), depth: depth + 1 }),
  ];
  const lines = [
    ...heading.filter((line) => line !== ''),
    ...joinOnce(
      read(text),
      body.flatMap((line) => line.split('\n')),
    ),
  ].flatMap((line) => line.split('\n'));
  return lines.length > 0 ? lines : fallbackLines(read(fallback));
}

/** A linked message comes with the blocks that it was written in. */
function messageLines(value: unknown, { names, depth }: { names: Names; depth: number }): string[] {
  const { text, blocks, attachments, files } = fieldsOf(fieldsOf(value).message);
  const written = plainText(textIn(text), names);
  const lines = joinOnce(written, blockLines(blocks, names));
  const attached = attachmentLines(attachments, { names, written, depth: depth + 1 });
  return [...lines, ...attached, ...fileLines(files)];
}

function fieldLine({ title, value }: Fields, read: (value: unknown) => string): string {
  return [read(title), read(value)].filter((words) => words !== '').join(': ');
}

function buttonLine(label: string): string {
  return label === '' ? '' : `[${label}]`;
}

/** Slack writes this where an attachment has only blocks. */
function fallbackLines(fallback: string): string[] {
  return fallback === '' || fallback === '[no preview available]' ? [] : fallback.split('\n');
}
