import { z } from 'zod';

/**
 * The cursor of an answer's next page, out of its `response_metadata`; Slack leaves either out, or
 * empty, where there is none.
 *
 * @see https://docs.slack.dev/apis/web-api/pagination
 */
export const NextPage = z
  .object({ next_cursor: z.string().nullish() })
  .nullish()
  .transform((metadata) => metadata?.next_cursor || undefined);

/** An item of a list that Slack answered with is in no shape to be read. */
export class UnreadableItem extends Error {
  override readonly name = 'UnreadableItem';
}

/** The items of a list that can be read: one that cannot costs itself, and is reported. */
export function readable<Schema extends z.ZodType>(
  schema: Schema,
  items: unknown[],
  { of, onUnreadable }: { of: string; onUnreadable: (error: Error) => void },
): z.infer<Schema>[] {
  return items.flatMap((item) => {
    const read = schema.safeParse(item);
    if (read.success) return [read.data];
    onUnreadable(new UnreadableItem(`An item of ${of} could not be read; the others were.`));
    return [];
  });
}

/** Reads an answer page by page, as far as somebody asks for more; `at` goes into each call. */
export async function* pagesOf<Page extends { response_metadata: string | undefined }>(
  read: (at: { cursor?: string }) => Promise<Page>,
): AsyncGenerator<Page> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor === undefined ? {} : { cursor });
    yield page;
    cursor = page.response_metadata;
  } while (cursor !== undefined);
}
