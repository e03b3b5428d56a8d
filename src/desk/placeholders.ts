/** What a saved reply has in place of a value: the customer's first name, the agent's, and the ticket's number. */
export const PLACEHOLDERS = ['{customer}', '{agent}', '{ticket}'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** A value that is not known, or empty, is undefined. */
export type PlaceholderValues = Record<Placeholder, string | undefined>;

/** Puts each value in place of its placeholder, once: what a value says is never filled in again. */
export function fillIn(text: string, values: PlaceholderValues): string {
  const known = new Map(Object.entries(values));
  return text.replace(/\{\w+\}/g, (name) => known.get(name) ?? name);
}

/** Whether there is something in it that looks like a placeholder. */
export function hasPlaceholders(text: string): boolean {
  return typedPlaceholders(text).length > 0;
}

/**
 * The placeholders that a text still has, however they are written. What stands in a value itself, such
 * as in a customer's name, is none.
 */
export function leftPlaceholders(text: string, values: Partial<PlaceholderValues>): string[] {
  const odd = Object.values(values).filter(
    (value) => value !== undefined && hasPlaceholders(value),
  );
  const others = odd.reduce<string>((rest, value) => rest.replaceAll(value ?? '', ' '), text);
  return [...new Set(typedPlaceholders(others))];
}

function typedPlaceholders(text: string): string[] {
  const names = PLACEHOLDERS.map((placeholder) => placeholder.slice(1, -1)).join('|');
  const found = text.matchAll(new RegExp(`\\{\\s*(${names})\\s*\\}`, 'gi'));
  return [...found].map(([, name = '']) => `{${name.toLowerCase()}}`);
}
