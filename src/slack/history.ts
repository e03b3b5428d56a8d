import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { NextPage } from './next-page.ts';
import { ownersToMend, slackFailure } from './slack-failure.ts';
import { SlackMessage } from './slack-message.ts';

const PastMessage = SlackMessage.extend({
  latest_reply: z.string().nullish(),
  reply_count: z.number().nullish(),
});
/** A message as it stands in a history; a thread's root tells of its replies. */
export type PastMessage = z.infer<typeof PastMessage>;

const Page = z.object({
  messages: z.array(PastMessage),
  response_metadata: NextPage,
});
type Page = z.infer<typeof Page>;

/** Whether a message is a thread's root. Slack does not always tell all of its replies. */
export function hasReplies({ ts, thread_ts, reply_count, latest_reply }: PastMessage): boolean {
  return thread_ts === ts || Boolean(reply_count || latest_reply);
}

const PAGE = 100;

/** What was said in a place, oldest first, so that a conversation opens with its first message. */
export type History = {
  /** A thread's root, and its replies since. */
  ofThread(thread: {
    channel: string;
    root: string;
    since: string;
    signal: AbortSignal;
  }): Promise<PastMessage[]>;
  /** A channel back to `since`, and further while that may show several of these roots a page. */
  ofChannel(stretch: {
    channel: string;
    since: string;
    roots: Iterable<string>;
    signal: AbortSignal;
  }): Promise<PastMessage[]>;
};

/**
 * Creates the reading of histories, a page at a time with a pause before each.
 *
 * @see https://docs.slack.dev/reference/methods/conversations.history
 */
export function createHistory({
  client,
  pauseMs,
}: {
  client: WebClient;
  pauseMs: number;
}): History {
  return {
    async ofThread({ channel, root: ts, since: oldest, signal }) {
      const messages: PastMessage[] = [];
      let cursor: string | undefined;
      do {
        const at = { channel, limit: PAGE, ...(cursor && { cursor }) };
        const page = await read(() => client.conversations.replies({ ...at, ts, oldest }), signal);
        messages.push(...page.messages);
        cursor = page.response_metadata;
      } while (cursor);
      return inOrder(messages);
    },
    async ofChannel({ channel, since, roots, signal }) {
      const messages: PastMessage[] = [];
      const unseen = new Set(roots);
      let cursor: string | undefined;
      let pagesForRoots = 0;
      let isDone = false;
      do {
        const at = { channel, limit: PAGE, ...(cursor && { cursor }) };
        const page = await read(() => client.conversations.history(at), signal);
        messages.push(...page.messages);
        for (const { ts } of page.messages) unseen.delete(ts);
        cursor = page.response_metadata;
        const last = page.messages.at(-1);
        // Slack may cut a page short, down to nothing, with more behind it.
        if (!last || Number(last.ts) > Number(since)) continue;
        pagesForRoots += 1;
        // A root that is not seen costs a call of its own: no more is spent on looking.
        isDone = unseen.size <= pagesForRoots;
      } while (cursor && !isDone);
      return inOrder(messages);
    },
  };

  async function read(ask: () => Promise<unknown>, signal: AbortSignal): Promise<Page> {
    await sleep(pauseMs, undefined, { signal });
    try {
      return Page.parse(await ask());
    } catch (error) {
      const failure = slackFailure(error);
      // What Slack will not show cannot be caught up with; the next place can.
      if (failure.kind === 'refused' && !ownersToMend.has(failure.code))
        return { messages: [], response_metadata: undefined };
      if (failure.kind !== 'rate-limited') throw error;
      await sleep(failure.retryAfterMs, undefined, { signal });
      return read(ask, signal);
    }
  }
}

function inOrder(messages: PastMessage[]): PastMessage[] {
  return messages.toSorted((one, other) => Number(one.ts) - Number(other.ts));
}
