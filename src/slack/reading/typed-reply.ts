import { type Fields, fieldsOf } from '../../fields-of.ts';
import { itemsOf, textIn } from './fields.ts';
import type { Names } from './names.ts';
import { escapeText, plainText } from './plain-text.ts';
import { bodyOfText, type ReplyBody, replyBody } from './reply-body.ts';
import type { SlackMessage } from './slack-message.ts';

/** What was typed behind a prefix, by whom, in which thread. */
export type TypedReply = {
  author: string;
  ts: string;
  root: string;
  written: ReplyBody;
  hasFiles: boolean;
};

/**
 * What somebody typed for a customer: only a plain new message in a thread whose very first word is the
 * prefix, as it is written. Quotes, code, mentions, forwarded messages and posts of apps do not begin
 * with it; nor does what is also sent to the channel.
 */
export function typedReply(
  message: SlackMessage,
  { prefix, names }: { prefix: string; names: Names },
): TypedReply | undefined {
  const { user: author, ts, thread_ts: root, files } = message;
  if (!author || !root || root === ts || !isPlain(message)) return undefined;
  const block = behindPrefix(message, { prefix, names });
  if (block === undefined) return undefined;
  const hasFiles = itemsOf(files).length > 0;
  return { author, ts, root, written: replyBody(block, names), hasFiles };
}

/** Typed by a person in Slack itself, as one text. */
function isPlain({
  subtype,
  bot_id,
  app_id,
  bot_profile,
  username,
  attachments,
  edited,
  blocks,
}: SlackMessage): boolean {
  const isTyped = !subtype || subtype === 'file_share';
  const isOfApp = Boolean(bot_id || app_id || bot_profile || username);
  const isAlone = itemsOf(attachments).length === 0 && itemsOf(blocks).length <= 1;
  return isTyped && !isOfApp && !edited && isAlone;
}

function behindPrefix(
  { blocks, text }: SlackMessage,
  { prefix, names }: { prefix: string; names: Names },
): object | undefined {
  const [block] = itemsOf(blocks);
  if (block !== undefined) return richTextBehind(fieldsOf(block), prefix);
  const typed = asWritten(text);
  const escaped = escapeText(prefix);
  if (!typed.startsWith(escaped)) return undefined;
  const rest = typed.slice(escaped.length);
  if (!endsWord(rest)) return undefined;
  return bodyOfText(plainText(rest.trim(), names));
}

/** A rich text without the prefix that it begins with. */
function richTextBehind({ type, elements }: Fields, prefix: string): object | undefined {
  const [section, ...others] = itemsOf(elements);
  const { type: kind, elements: inner } = fieldsOf(section);
  const [first, ...pieces] = itemsOf(inner);
  const { type: piece, text, style } = fieldsOf(first);
  const isText = type === 'rich_text' && kind === 'rich_text_section' && piece === 'text';
  // What has a style, such as code, is not the word as it is written.
  if (!isText || Object.keys(fieldsOf(style)).length > 0) return undefined;
  const typed = asWritten(text);
  if (!typed.startsWith(prefix)) return undefined;
  const rest = typed.slice(prefix.length);
  if (!(rest === '' ? pieces.length === 0 || beginsWithSpace(pieces[0]) : endsWord(rest)))
    return undefined;
  const left = withoutLeadingSpace([{ type: 'text', text: rest }, ...pieces]);
  const begun = left.length === 0 ? [] : [{ type: 'rich_text_section', elements: left }];
  return { type: 'rich_text', elements: [...begun, ...others] };
}

/** Not cleaned: what is not shown, such as a mark of direction, is not the word either. */
function asWritten(text: unknown): string {
  return typeof text === 'string' ? text : '';
}

function endsWord(rest: string): boolean {
  return rest === '' || SPACE.test(rest);
}

const SPACE = /^[\p{Z}\t\n\r]/u;

function beginsWithSpace(piece: unknown): boolean {
  const { type, text } = fieldsOf(piece);
  return type === 'text' && SPACE.test(asWritten(text));
}

function withoutLeadingSpace([first, ...others]: unknown[]): unknown[] {
  const fields = fieldsOf(first);
  if (fields.type !== 'text') return first === undefined ? [] : [first, ...others];
  const text = textIn(fields.text).trimStart();
  return text === '' ? withoutLeadingSpace(others) : [{ ...fields, text }, ...others];
}
