import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type Messenger, NotPosted, type Posted, Undeliverable } from '../outbox/messenger.ts';
import type { OutboxMessage } from '../outbox/outbox-message.ts';
import type { Look } from './looks/look.ts';
import { NextPage, pagesOf } from './pages.ts';
import { ownersToMend, slackFailure } from './slack-failure.ts';

/** What a message of the outbox looks like now. */
export type LookOf = (message: OutboxMessage) => Promise<Look>;

const Answer = z.object({ ts: z.string() });

/** Neither names nor addresses in a text become mentions, links or previews. */
const asWritten = {
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

/** Creates the outbox's way to Slack. */
export function createSlackMessenger({
  client,
  lookOf,
}: {
  client: WebClient;
  lookOf: LookOf;
}): Messenger {
  return {
    async post(message) {
      const { says, ...look } = await call(() => lookOf(message));
      if (message.kind === 'home') return publishHome(client, message, look);
      const answer = await call(() =>
        client.chat.postMessage({
          ...{ channel: message.channel, ...look, ...asWritten },
          ...(message.thread !== null && { thread_ts: message.thread }),
          metadata: { event_type: MESSAGE, event_payload: { key: message.key } },
        }),
      );
      return { ts: Answer.parse(answer).ts, ...(says !== undefined && { says }) };
    },
    async update(message) {
      const { says: _, ...look } = await call(() => lookOf(message));
      if (message.kind === 'home') return void (await publishHome(client, message, look));
      const { channel, ts, key } = message;
      const metadata = { event_type: MESSAGE, event_payload: { key } };
      await call(() => client.chat.update({ channel, ts, ...look, parse: 'none', metadata }));
    },
    async find(message) {
      // Published a second time, it only replaces itself.
      if (message.kind === 'home') return undefined;
      const ts = await call(() => findKey(client, message));
      if (ts === undefined) return undefined;
      const { says } = await call(() => lookOf(message));
      return { ts, ...(says !== undefined && { says }) };
    },
  };
}

/** A Home tab is addressed to its person, and Slack's id of the view stands for a `ts`. */
async function publishHome(
  client: WebClient,
  { channel: user_id }: OutboxMessage,
  { blocks }: Look,
): Promise<Posted> {
  const view = { type: 'home', blocks } as const;
  const answer = await call(() => client.views.publish({ user_id, view }));
  return { ts: Published.parse(answer).view.id };
}

const Published = z.object({ view: z.object({ id: z.string() }) });

const MESSAGE = 'handoff_message';

async function call<Result>(make: () => Promise<Result>): Promise<Result> {
  try {
    return await make();
  } catch (error) {
    throw meaning(error) ?? error;
  }
}

function meaning(cause: unknown): Undeliverable | NotPosted | undefined {
  const failure = slackFailure(cause);
  if (failure.kind === 'unsure') return undefined;
  if (failure.kind === 'rate-limited') {
    return new NotPosted('Slack asks to wait', { cause, retryAfterMs: failure.retryAfterMs });
  }
  if (ownersToMend.has(failure.code)) {
    return new NotPosted(`Slack refused (${failure.code})`, { cause, retryAfterMs: 0 });
  }
  return new Undeliverable(refusals[failure.code] ?? `Slack refused it (${failure.code})`, {
    cause,
  });
}

const refusals: Record<string, string> = {
  channel_not_found: 'the channel is gone, or the bot was removed from it',
  not_in_channel: 'the bot is not in the channel',
  is_archived: 'the channel is archived',
  restricted_action: 'posting in the channel is restricted',
};

const History = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_payload: z.object({ key: z.string() }) })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: NextPage,
});

/** How far this machine's clock may be ahead of Slack's. */
const CLOCK_ERROR_SECONDS = 600;

/** Pages through what was posted since the message was written, latest first. */
async function findKey(client: WebClient, message: OutboxMessage): Promise<string | undefined> {
  const { channel, thread, key, created_at } = message;
  const since = {
    oldest: String(created_at.getTime() / 1000 - CLOCK_ERROR_SECONDS),
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
    const found = messages.find(({ metadata }) => metadata?.event_payload.key === key);
    if (found) return found.ts;
  }
  return undefined;
}
