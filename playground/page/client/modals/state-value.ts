import type { Value } from '../blocks/field-props.ts';

/** Reads a field's value from Slack's state; `undefined` where there is none. */
export function stateValue(state: Record<string, unknown> | undefined): Value | undefined {
  if (!state) return undefined;
  const [held] = Object.entries(state).flatMap(([key, value]) => (key === 'type' ? [] : [value]));
  if (held === null) return '';
  return Array.isArray(held) ? held.map(oneValue) : oneValue(held);
}

function oneValue(held: unknown): string {
  if (typeof held === 'string') return held;
  const isOption = typeof held === 'object' && held !== null && 'value' in held;
  return isOption && typeof held.value === 'string' ? held.value : '';
}
