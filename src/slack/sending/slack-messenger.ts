import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type Messenger, type Posted, Undeliverable } from '../../outbox/messenger.ts';
import { isFile, type OutboxMessage } from '../../outbox/outbox-message.ts';
import { renderMessage } from '../messages/render-message.ts';
import type { Rendered, RenderedMessage, RenderSources } from '../messages/rendered.ts';
import { callSlack } from './call-slack.ts';
import type { FileCarrier } from './carry-file.ts';
import { findInThread } from './find-in-thread.ts';

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
  fileCarrier,
  renderSources,
}: {
  client: WebClient;
  fileCarrier: FileCarrier;
  renderSources: RenderSources;
}): Messenger {
  return { post, update, remove, find };

  async function post(message: OutboxMessage): Promise<Posted> {
    if (!isFile(message)) return postRendered(message);
    const carried = await fileCarrier.carry(message);
    return carried.status === 'posted' ? carried.posted : postRendered(carried.explained);
  }

  async function postRendered(message: RenderedMessage): Promise<Posted> {
    const { text, blocks, transcriptText, postedAs, isAlsoInChannel } = await render(message);
    if (message.kind === 'home') return publishHome(message, blocks);
    const { channel, thread, key } = message;
    const answer = await callSlack(() =>
      client.chat.postMessage({
        channel,
        text,
        blocks,
        ...asWritten,
        ...(thread !== null && inThread(thread, isAlsoInChannel)),
        ...(postedAs !== undefined && { username: postedAs }),
        metadata: { event_type: MESSAGE, event_payload: { key } },
      }),
    );
    return posted(Answer.parse(answer).ts, transcriptText);
  }

  async function update(message: OutboxMessage & { ts: string }): Promise<void> {
    // A file is what it is.
    if (message.kind === 'reply-file') return;
    const { text, blocks } = await render(message);
    if (message.kind === 'home') return void (await publishHome(message, blocks));
    const { channel, ts, key } = message;
    const metadata = { event_type: MESSAGE, event_payload: { key } };
    await callSlack(() =>
      client.chat.update({ channel, ts, text, blocks, parse: 'none', metadata }),
    );
  }

  async function remove(message: OutboxMessage & { ts: string }): Promise<void> {
    const { channel, ts } = message;
    if (message.kind === 'reply-file') await fileCarrier.remove(message);
    try {
      await callSlack(() => client.chat.delete({ channel, ts }));
    } catch (error) {
      if (!(error instanceof Undeliverable && error.code === 'message_not_found')) throw error;
    }
  }

  async function find(message: OutboxMessage): Promise<Posted | undefined> {
    // Published a second time, it only replaces itself.
    if (message.kind === 'home') return undefined;
    if (message.kind === 'reply-file') return fileCarrier.find(message);
    if (message.kind === 'carried-file' && message.words === null) return fileCarrier.find(message);
    const ts = await callSlack(() =>
      findInThread(client, message, ({ metadata }) => metadata?.event_payload.key === message.key),
    );
    if (ts === undefined) return undefined;
    const { transcriptText } = await render(message);
    return posted(ts, transcriptText);
  }

  function render(message: RenderedMessage): Promise<Rendered> {
    return callSlack(() => renderMessage(message, renderSources));
  }

  /** A Home tab is addressed to its person, and Slack's id of the view takes the place of a `ts`. */
  async function publishHome(
    { channel: user_id }: OutboxMessage,
    blocks: Rendered['blocks'],
  ): Promise<Posted> {
    const view = { type: 'home', blocks } as const;
    const answer = await callSlack(() => client.views.publish({ user_id, view }));
    return { ts: Published.parse(answer).view.id };
  }
}

function inThread(thread_ts: string, isAlsoInChannel: true | undefined) {
  return isAlsoInChannel ? { thread_ts, reply_broadcast: isAlsoInChannel } : { thread_ts };
}

function posted(ts: string, transcriptText: string | undefined): Posted {
  return transcriptText === undefined ? { ts } : { ts, transcriptText };
}

const Published = z.object({ view: z.object({ id: z.string() }) });

const MESSAGE = 'handoff_message';
