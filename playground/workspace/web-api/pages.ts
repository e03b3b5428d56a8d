import { SlackError } from '../slack-error.ts';

type Request<Item> = {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  /** Whether the page after the cursor of `key` may begin with this item. */
  startsAt?: (item: Item, key: string) => boolean;
  cursor: string | undefined;
  limit: number | undefined;
};

type Page<Item> = { items: Item[]; nextCursor: string };

/** Returns one page of a list, as Slack does; an empty `nextCursor` marks the last. @throws SlackError `invalid_cursor`. */
export function page<Item>({ items, keyOf, cursor, limit = 100, ...options }: Request<Item>) {
  const startsAt = options.startsAt ?? ((item, key) => keyOf(item) === key);
  const key = cursor ? decode(cursor) : undefined;
  const start = key === undefined ? 0 : items.findIndex((item) => startsAt(item, key));
  const rest = start < 0 ? [] : items.slice(start);
  const next = rest[limit];
  return {
    items: rest.slice(0, limit),
    nextCursor: next === undefined ? '' : encode(keyOf(next)),
  } satisfies Page<Item>;
}

function encode(key: string): string {
  return Buffer.from(`next:${key}`).toString('base64');
}

function decode(cursor: string): string {
  const [word, key] = Buffer.from(cursor, 'base64').toString().split(':');
  if (word !== 'next' || key === undefined) throw new SlackError('invalid_cursor');
  return key;
}
