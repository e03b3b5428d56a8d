import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { tsOf, tsPlus } from '../../conversations/slack-ts.ts';
import { type Messenger, NotPosted, type Posted, Undeliverable } from '../../outbox/messenger.ts';
import type { OutboxMessage } from '../../outbox/outbox-message.ts';
import { renderMessage } from '../messages/render-message.ts';
import type { Rendered, RenderSources } from '../messages/rendered.ts';
import { NextPage, pagesOf } from '../workspace/pages.ts';
import { forOwnerToRepair, slackFailure } from '../workspace/slack-failure.ts';

const Answer = z.object({ ts: z.string() });

/** Neither names nor addresses in a text become mentions, links or previews. */
const asWritten = {
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const;

/** The outbox's way to Slack. */
export function createSlackMessenger({
  client,
  renderSources,
}: {
  client: WebClient;
  renderSources: RenderSources;
}): Messenger {
  return { post, update, remove, find };

  async function post(message: OutboxMessage): Promise<Posted> {
    const { text, blocks, transcriptText, postedAs } = await render(message);
    if (message.kind === 'home') return publishHome(message, blocks);
    const { channel, thread, key } = message;
    const answer = await call(() =>
      client.chat.postMessage({
        channel,
        text,
        blocks,
        ...asWritten,
        ...(thread !== null && { thread_ts: thread }),
        ...(postedAs !== undefined && { username: postedAs }),
        metadata: { event_type: MESSAGE, event_payload: { key } },
      }),
    );
    return posted(Answer.parse(answer).ts, transcriptText);
  }

  async function update(message: OutboxMessage & { ts: string }): Promise<void> {
    const { text, blocks } = await render(message);
    if (message.kind === 'home') return void (await publishHome(message, blocks));
    const { channel, ts, key } = message;
    const metadata = { event_type: MESSAGE, event_payload: { key } };
    await call(() => client.chat.update({ channel, ts, text, blocks, parse: 'none', metadata }));
  }

  async function remove({ channel, ts }: OutboxMessage & { ts: string }): Promise<void> {
    try {
      await call(() => client.chat.delete({ channel, ts }));
    } catch (error) {
      if (!(error instanceof Undeliverable && error.code === 'message_not_found')) throw error;
    }
  }

  async function find(message: OutboxMessage): Promise<Posted | undefined> {
    // Published a second time, it only replaces itself.
    if (message.kind === 'home') return undefined;
    const ts = await call(() => findKey(client, message));
    if (ts === undefined) return undefined;
    const { transcriptText } = await render(message);
    return posted(ts, transcriptText);
  }

  function render(message: OutboxMessage): Promise<Rendered> {
    return call(() => renderMessage(message, renderSources));
  }

  /** A Home tab is addressed to its person, and Slack's id of the view takes the place of a `ts`. */
  async function publishHome(
    { channel: user_id }: OutboxMessage,
    blocks: Rendered['blocks'],
  ): Promise<Posted> {
    const view = { type: 'home', blocks } as const;
    const answer = await call(() => client.views.publish({ user_id, view }));
    return { ts: Published.parse(answer).view.id };
  }
}

function posted(ts: string, transcriptText: string | undefined): Posted {
  return transcriptText === undefined ? { ts } : { ts, transcriptText };
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
    return new NotPosted('Slack asks to wait', { cause });
  }
  if (forOwnerToRepair.has(failure.code)) {
    return new NotPosted(`Slack refused (${failure.code})`, { cause });
  }
  return new Undeliverable(failure.code, { cause });
}

const History = z.object({
  messages: z.array(
    z
      .object({
        ts: z.string(),
        metadata: z
          .object({ event_payload: z.object({ key: z.string() }) })
          .optional()
          .catch(undefined),
      })
      // Another's message, in no shape to be read.
      .catch({ ts: '' }),
  ),
  response_metadata: NextPage,
});

/** How far this machine's clock may be ahead of Slack's. */
const CLOCK_ERROR_SECONDS = 600;

/** Pages through what was posted since the message was written, latest first. */
async function findKey(client: WebClient, message: OutboxMessage): Promise<string | undefined> {
  const { channel, thread, key, created_at } = message;
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
    const found = messages.find(({ metadata }) => metadata?.event_payload.key === key);
    if (found) return found.ts;
  }
  return undefined;
}
