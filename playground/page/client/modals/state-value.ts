import type { RichTextBlock } from '@slack/types';
import type { Value } from '../blocks/field-props.ts';
import type { Names } from '../text/names.ts';
import { typedRichText } from '../text/typed-rich-text.ts';

/** Reads a field's value from Slack's state; `undefined` where there is none. */
export function stateValue(
  state: Record<string, unknown> | undefined,
  names: Names,
): Value | undefined {
  if (!state) return undefined;
  const [held] = Object.entries(state).flatMap(([key, value]) => (key === 'type' ? [] : [value]));
  if (held === null || held === undefined) return '';
  if (isRichText(held)) return typedRichText(held, names);
  return Array.isArray(held) ? held.map(oneValue) : oneValue(held);
}

function isRichText(held: unknown): held is RichTextBlock {
  return typeof held === 'object' && held !== null && 'type' in held && held.type === 'rich_text';
}

function oneValue(held: unknown): string {
  if (typeof held === 'string') return held;
  const isOption = typeof held === 'object' && held !== null && 'value' in held;
  return isOption && typeof held.value === 'string' ? held.value : '';
}
