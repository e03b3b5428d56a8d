import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { JobKind } from '../jobs/job-kind.ts';
import type { Run } from '../jobs/jobs.ts';
import type { Reading, ReadMessage } from './read-message.ts';
import { ownersToMend, slackFailure } from './slack-failure.ts';
import { SlackMessage } from './slack-message.ts';

/** A stretch of a channel, or of one of its threads, that the bot may have missed. */
export const Stretch = z.object({
  team: z.string(),
  channel: z.string(),
  root: z.string().nullable(),
  /** The `ts` after which it begins. */
  since: z.string(),
});
export type Stretch = z.infer<typeof Stretch>;

/** Takes in what was said while the bot was away. One at a time, for Slack's rate limit. */
export const CatchUp: JobKind<Stretch> = {
  name: 'catch-up',
  payload: Stretch,
  key: ({ team, channel, root }) => `${team}:${channel}:${root}`,
  // The one that waits began no later and reads to the end.
  waits: 'once',
  workers: 1,
  retryLimit: 3_000,
};

const Page = z.object({
  messages: z.array(SlackMessage.extend({ latest_reply: z.string().optional() })),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
type At = { cursor: string | undefined; signal: AbortSignal };
type PagedMessage = z.infer<typeof Page>['messages'][number];

/**
 * Creates the worker that pages through a stretch and takes in each message as if it were just
 * delivered: what is known already changes nothing.
 *
 * @see https://docs.slack.dev/reference/methods/conversations.history
 */
export function createCatchUp({
  client,
  read,
  takeIn,
  pauseMs,
}: {
  client: WebClient;
  read: ReadMessage;
  takeIn: (reading: Reading) => Promise<void>;
  pauseMs: number;
}) {
  return (stretch: Stretch, { signal }: Run): Promise<void> => catchUp(stretch, signal);

  async function catchUp(stretch: Stretch, signal: AbortSignal): Promise<void> {
    for (const message of await readStretch(stretch, signal)) {
      const said = read.message(stretch, message);
      if (said) await takeIn({ status: 'message', message: said, isNew: true });
      const isRoot = stretch.root === null && message.latest_reply !== undefined;
      if (isRoot) await catchUp({ ...stretch, root: message.ts }, signal);
    }
  }

  /** Oldest first, so that a conversation opens with its first message. */
  async function readStretch(stretch: Stretch, signal: AbortSignal): Promise<PagedMessage[]> {
    const messages: PagedMessage[] = [];
    let cursor: string | undefined;
    do {
      await sleep(pauseMs, undefined, { signal });
      const page = await readPage(stretch, { cursor, signal });
      messages.push(...page.messages);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    return messages.sort((one, other) => Number(one.ts) - Number(other.ts));
  }

  async function readPage(stretch: Stretch, at: At): Promise<z.infer<typeof Page>> {
    const { channel, root, since } = stretch;
    const { cursor, signal } = at;
    const page = { channel, oldest: since, limit: 100, ...(cursor && { cursor }) };
    try {
      const answer =
        root === null
          ? await client.conversations.history(page)
          : await client.conversations.replies({ ...page, ts: root });
      return Page.parse(answer);
    } catch (error) {
      const failure = slackFailure(error);
      // What Slack will not show cannot be caught up with; the next place can.
      if (failure.kind === 'refused' && !ownersToMend.has(failure.code)) return { messages: [] };
      if (failure.kind !== 'rate-limited') throw error;
      await sleep(failure.retryAfterMs, undefined, { signal });
      return readPage(stretch, at);
    }
  }
}
