import { type Fields, fieldsOf } from '../../fields-of.ts';
import { itemsOf, textIn } from './fields.ts';
import type { Names } from './names.ts';
import { richTextLines } from './rich-text.ts';

/** The rows of a table, a line each: `2026-11-02 | 349.99`. */
export function tableRows({ rows }: Fields, names: Names): string[] {
  return itemsOf(rows).map((row) => {
    const cells = Array.isArray(row) ? row : itemsOf(fieldsOf(row).cells);
    return cells.map((cell) => cellText(cell, names)).join(' | ');
  });
}

/** A cell is one line, whatever is in it. */
function cellText(cell: unknown, names: Names): string {
  const { text, value, elements, ...fields } = fieldsOf(cell);
  const words =
    elements === undefined
      ? textIn(text) || numberText(value)
      : richTextLines({ ...fields, elements }, names).join(' ');
  return words.replaceAll('\n', ' ');
}

function numberText(value: unknown): string {
  return typeof value === 'number' ? `${value}` : textIn(value);
}
