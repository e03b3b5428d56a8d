import type { Form } from '../../desk/desk.ts';
import { type Fields, fieldsOf } from '../../fields-of.ts';
import { itemsOf, nameIn, textIn } from './fields.ts';

/**
 * The user who sent a form, as the app itself says it in one of its blocks. Two candidates are none:
 * one of them may be what somebody typed.
 */
export function submitterIn(
  blocks: unknown,
  { block, field }: Form['submitter'],
): string | undefined {
  const all = itemsOf(blocks).map(fieldsOf);
  const named =
    typeof block === 'number'
      ? all.slice(block, block + 1)
      : all.filter(({ block_id }) => block_id === block);
  const [found, another] = named;
  if (!found || another) return undefined;
  const [user, ...others] = new Set(usersIn(found, field));
  return others.length === 0 ? user : undefined;
}

function usersIn(block: Fields, field: number | undefined): string[] {
  const { type, text, fields, elements } = block;
  if (type === 'rich_text') return field === undefined ? usersOfRichText(elements) : [];
  if (type === 'context') return field === undefined ? itemsOf(elements).flatMap(usersOfText) : [];
  if (type !== 'section') return [];
  const texts = field === undefined ? [text, ...itemsOf(fields)] : [itemsOf(fields)[field]];
  return texts.flatMap(usersOfText);
}

/** Only mrkdwn has mentions; what looks like one in a plain text is none. */
function usersOfText(object: unknown): string[] {
  const { type, text } = fieldsOf(object);
  if (type !== 'mrkdwn') return [];
  return [...textIn(text).matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap(
    ([, user]) => user ?? [],
  );
}

/** Slack nests lists in lists, and sections in those. */
function usersOfRichText(elements: unknown): string[] {
  const found: string[] = [];
  const open = itemsOf(elements).toReversed();
  while (open.length > 0) {
    const piece = fieldsOf(open.pop());
    if (piece.type === 'user') found.push(nameIn(piece.user_id));
    open.push(...itemsOf(piece.elements).toReversed());
  }
  return found;
}
