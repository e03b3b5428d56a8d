import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { byTs } from '../../conversations/slack-ts.ts';
import { SlackMessage } from '../reading/slack-message.ts';
import { SlackTs } from '../workspace/outside-text.ts';
import { NextPage, pagesOf, readable } from '../workspace/pages.ts';
import { forOwnerToRepair, slackFailure } from '../workspace/slack-failure.ts';

const PastMessage = SlackMessage.extend({
  latest_reply: SlackTs.nullish().catch(null),
  reply_count: z.number().nullish().catch(null),
});
/** A message as it is in a history; a thread's root shows how many replies it has. */
export type PastMessage = z.infer<typeof PastMessage>;

const Page = z.object({
  messages: z.array(z.unknown()),
  response_metadata: NextPage,
});
type Page = { messages: PastMessage[]; response_metadata: string | undefined };

/** Whether a message is a thread's root. Slack does not always show its replies. */
export function hasReplies({ ts, thread_ts, reply_count, latest_reply }: PastMessage): boolean {
  return thread_ts === ts || Boolean(reply_count || latest_reply);
}

const PAGE = 100;

/**
 * Reads histories, oldest message first, so that a conversation opens with its first message; a page
 * at a time, with a pause before each.
 *
 * @see https://docs.slack.dev/reference/methods/conversations.history
 */
export function createHistory({
  client,
  pauseMs,
  onUnreadable,
}: {
  client: WebClient;
  pauseMs: number;
  /** Is called for each message that is in no shape to be read. */
  onUnreadable: (error: Error) => void;
}) {
  return { ofThread, ofChannel };

  /** A thread's root, and its replies since a `ts`. */
  async function ofThread({
    channel,
    root: ts,
    since: oldest,
    signal,
  }: {
    channel: string;
    root: string;
    since: string;
    signal: AbortSignal;
  }): Promise<PastMessage[]> {
    const messages: PastMessage[] = [];
    const thread = { channel, ts, oldest, limit: PAGE };
    const pages = pagesOf((at) =>
      read(() => client.conversations.replies({ ...thread, ...at }), signal),
    );
    for await (const page of pages) messages.push(...page.messages);
    return messages.toSorted(byTs);
  }

  /** A channel back to `since`, and further while that may show several of these roots a page. */
  async function ofChannel({
    channel,
    since,
    roots,
    signal,
  }: {
    channel: string;
    since: string;
    roots: Iterable<string>;
    signal: AbortSignal;
  }): Promise<PastMessage[]> {
    const messages: PastMessage[] = [];
    const unseen = new Set(roots);
    let pagesForRoots = 0;
    const pages = pagesOf((at) =>
      read(() => client.conversations.history({ channel, limit: PAGE, ...at }), signal),
    );
    for await (const page of pages) {
      messages.push(...page.messages);
      for (const { ts } of page.messages) unseen.delete(ts);
      const last = page.messages.at(-1);
      // Slack may cut a page short, down to nothing, with more behind it.
      if (!last || Number(last.ts) > Number(since)) continue;
      pagesForRoots += 1;
      // A root that is not seen costs a call of its own: no more is spent on looking.
      if (unseen.size <= pagesForRoots) break;
    }
    return messages.toSorted(byTs);
  }

  async function read(ask: () => Promise<unknown>, signal: AbortSignal): Promise<Page> {
    await sleep(pauseMs, undefined, { signal });
    try {
      const { messages, response_metadata } = Page.parse(await ask());
      const of = 'a history';
      return { messages: readable(PastMessage, messages, { of, onUnreadable }), response_metadata };
    } catch (error) {
      const failure = slackFailure(error);
      // What Slack will not show cannot be caught up with; the next place can.
      if (failure.kind === 'refused' && !forOwnerToRepair.has(failure.code)) {
        return { messages: [], response_metadata: undefined };
      }
      if (failure.kind !== 'rate-limited') throw error;
      await sleep(failure.retryAfterMs, undefined, { signal });
      return read(ask, signal);
    }
  }
}
