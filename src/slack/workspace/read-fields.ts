import type { z } from 'zod';
import { fieldsOf, isObject } from '../../fields-of.ts';
import { UnreadableItem } from './pages.ts';

/** The names of fields, each with the names of those that it is in: `profile.email`. */
export type FieldNames = ReadonlySet<string>;

/**
 * Reads an object that Slack answered with: an odd field costs that field alone, as far as the schema
 * can do without it. The names of those that were left out are `odd`.
 *
 * @throws {UnreadableItem} when it is no object, or lacks what the schema needs.
 */
export function readFields<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  of: string,
): { read: z.infer<Schema>; odd: FieldNames } {
  const whole = schema.safeParse(value);
  if (whole.success) return { read: whole.data, odd: new Set() };
  const paths = whole.error.issues.map(({ path }) => path.map(String));
  const rest = schema.safeParse(paths.reduce(without, value));
  if (!rest.success) throw new UnreadableItem(`${of} could not be read.`);
  return { read: rest.data, odd: new Set(paths.map((path) => path.join('.'))) };
}

/** Reads each item of a list by itself: one that cannot be read costs itself, and is reported. */
export function readEach<Found>(
  items: unknown[],
  read: (item: unknown, of: string) => Found,
  { noun, onUnreadable }: { noun: string; onUnreadable: (error: Error) => void },
): Found[] {
  return items.flatMap((item) => {
    const { id } = fieldsOf(item);
    try {
      return [read(item, typeof id === 'string' ? `the ${noun} ${id}` : `A ${noun} of a list`)];
    } catch (error) {
      if (!(error instanceof UnreadableItem)) throw error;
      onUnreadable(error);
      return [];
    }
  });
}

/** What the log names of an object that was read without some of its fields. */
export function oddFields(odd: Iterable<string>, of: string): UnreadableItem {
  const names = [...odd].join(', ');
  return new UnreadableItem(`${names} of ${of} could not be read; the rest was.`);
}

function without(value: unknown, [name, ...inner]: string[]): unknown {
  if (name === undefined || !isObject(value)) return value;
  const { [name]: field, ...others } = fieldsOf(value);
  return inner.length === 0 ? others : { ...others, [name]: without(field, inner) };
}
