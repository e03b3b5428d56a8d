import { type Fields, fieldsOf } from '../../fields-of.ts';
import { itemsOf, nameIn, textIn } from './fields.ts';
import type { Names } from './names.ts';
import { linkWords, plainText } from './plain-text.ts';
import { richTextLines } from './rich-text.ts';
import { stringsIn } from './strings-in.ts';
import { tableRows } from './table-rows.ts';

/**
 * The lines of a message's blocks. A block of a kind that is not known gives the strings that are in
 * it: what they mean is for its reader to see.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export function blockLines(blocks: unknown, names: Names): string[] {
  return itemsOf(blocks)
    .map(fieldsOf)
    .flatMap((block) => {
      const read = readers.get(nameIn(block.type)) ?? unknownLines;
      return read(block, names);
    })
    .flatMap((words) => words.split('\n'))
    .slice(0, MOST_LINES);
}

/** More lines than anybody reads cost more time than a message may. */
const MOST_LINES = 2_000;

type ReadBlock = (block: Fields, names: Names) => string[];

const readers = new Map<string, ReadBlock>([
  ['rich_text', richTextLines],
  ['table', tableRows],
  ['data_table', tableRows],
  ['section', sectionLines],
  ['header', ({ text }, names) => [objectText(text, names)]],
  ['markdown', ({ text }) => [textIn(text)]],
  ['context', contextLines],
  ['context_actions', ({ elements }, names) => [labels(elements, names)]],
  ['actions', ({ elements }, names) => [labels(elements, names)]],
  ['image', imageLines],
  ['divider', () => []],
  ['input', inputLines],
  ['video', videoLines],
]);

/** A text object of a block: `mrkdwn` has Slack's tokens, `plain_text` only its escaping. */
export function objectText(object: unknown, names: Names): string {
  if (typeof object === 'string') return plainText(textIn(object), names);
  return plainText(textIn(fieldsOf(object).text), names);
}

function sectionLines({ text, fields, accessory }: Fields, names: Names): string[] {
  const label = elementLabel(fieldsOf(accessory), names);
  return [
    objectText(text, names),
    ...itemsOf(fields).map((field) => objectText(field, names)),
    label,
  ];
}

function contextLines({ elements }: Fields, names: Names): string[] {
  const words = itemsOf(elements).map((element) => {
    const fields = fieldsOf(element);
    return fields.type === 'image' ? nameIn(fields.alt_text) : objectText(fields, names);
  });
  return [words.filter((text) => text !== '').join(' · ')];
}

function imageLines({ title, alt_text }: Fields, names: Names): string[] {
  const [shown, alt] = [objectText(title, names), nameIn(alt_text)];
  const words = [shown, shown === alt ? '' : alt].filter((text) => text !== '').join(', ');
  return words === '' ? [] : [`[image: ${words}]`];
}

function videoLines(
  { title, description, author_name, alt_text, title_url }: Fields,
  names: Names,
) {
  return [
    linkWords(textIn(title_url), objectText(title, names) || undefined),
    objectText(description, names),
    nameIn(author_name),
    nameIn(alt_text),
  ];
}

function inputLines({ label, hint, element }: Fields, names: Names): string[] {
  const { initial_value } = fieldsOf(element);
  return [objectText(label, names), objectText(hint, names), textIn(initial_value)];
}

function labels(elements: unknown, names: Names): string {
  return itemsOf(elements)
    .map((element) => elementLabel(fieldsOf(element), names))
    .filter((label) => label !== '')
    .join(' ');
}

/** What is written on a button, or beside a choice; an image has its words. */
function elementLabel(
  { type, text, placeholder, alt_text, options }: Fields,
  names: Names,
): string {
  if (type === 'image') return nameIn(alt_text);
  const label = [
    objectText(text, names) || objectText(placeholder, names),
    ...itemsOf(options).map((option) => objectText(fieldsOf(option).text, names)),
  ].filter((words) => words !== '');
  return label.length === 0 ? '' : `[${label.join(' / ')}]`;
}

function unknownLines(block: Fields, names: Names): string[] {
  return stringsIn(block).map((text) => plainText(text, names));
}
