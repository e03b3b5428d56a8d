import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { tsOf, tsPlus } from '../../conversations/slack-ts.ts';
import type { OutboxMessage } from '../../outbox/outbox-message.ts';
import { NextPage, pagesOf } from '../workspace/pages.ts';

const Found = z
  .object({
    ts: z.string(),
    metadata: z
      .object({ event_payload: z.object({ key: z.string() }) })
      .optional()
      .catch(undefined),
    files: z.array(z.object({ id: z.string() })).catch([]),
  })
  // Another's message, in no shape to be read.
  .catch({ ts: '', files: [] });
export type Found = z.infer<typeof Found>;

const History = z.object({ messages: z.array(Found), response_metadata: NextPage });

/** How far this machine's clock may be ahead of Slack's. */
const CLOCK_ERROR_SECONDS = 600;

/** Pages through what was posted since the message was written, latest first. */
export async function findInThread(
  client: WebClient,
  { channel, thread, created_at }: Pick<OutboxMessage, 'channel' | 'thread' | 'created_at'>,
  isIt: (message: Found) => boolean,
): Promise<string | undefined> {
  const since = {
    oldest: tsPlus(tsOf(created_at), -CLOCK_ERROR_SECONDS),
    limit: 100,
    include_all_metadata: true,
  };
  const pages = pagesOf(async (at) => {
    const page = { channel, ...since, ...at };
    return History.parse(
      thread === null
        ? await client.conversations.history(page)
        : await client.conversations.replies({ ...page, ts: thread }),
    );
  });
  for await (const { messages } of pages) {
    const found = messages.find(isIt);
    if (found) return found.ts;
  }
  return undefined;
}
