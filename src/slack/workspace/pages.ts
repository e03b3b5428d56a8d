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
