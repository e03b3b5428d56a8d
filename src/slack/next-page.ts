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
