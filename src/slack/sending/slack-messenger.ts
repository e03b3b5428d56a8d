import { isDeepStrictEqual } from 'node:util';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type Messenger, type Posted, type Shown, Undeliverable } from '../../outbox/messenger.ts';
import { isFile, type OutboxMessage } from '../../outbox/outbox-message.ts';
import { renderMessage } from '../messages/render-message.ts';
import type {
  MessageOf,
  PostedAs,
  Rendered,
  RenderedMessage,
  RenderSources,
} from '../messages/rendered.ts';
import { escapeText } from '../reading/plain-text.ts';
import { callSlack } from './call-slack.ts';
import type { FileCarrier } from './carry-file.ts';
import type { DirectSessions } from './direct-sessions.ts';
import { findInThread } from './find-in-thread.ts';
import type { HomeTabs } from './home-tabs.ts';

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
  directSessions,
  homeTabs,
}: {
  client: WebClient;
  fileCarrier: FileCarrier;
  renderSources: RenderSources;
  directSessions: DirectSessions;
  homeTabs: Pick<HomeTabs, 'sources' | 'notePublished'>;
}): Messenger {
  return { post, update, remove, find };

  async function post(message: OutboxMessage): Promise<Posted> {
    if (!isFile(message)) return postRendered(message);
    const carried = await fileCarrier.carry(message);
    return carried.status === 'posted' ? carried.posted : postRendered(carried.explained);
  }

  async function postRendered(message: RenderedMessage): Promise<Posted> {
    const { channel, thread, key } = message;
    if (message.kind === 'home') return publishHome(message);
    return withBlocksOrPlain(message, async (rendered) => {
      const { text, blocks, postedAs, isAlsoInChannel } = rendered;
      const answer = await client.chat.postMessage({
        channel,
        text: escapeText(text),
        blocks,
        ...asWritten,
        ...(thread !== null && inThread(thread, isAlsoInChannel)),
        ...(postedAs !== undefined && authorship(postedAs)),
        metadata: { event_type: MESSAGE, event_payload: { key } },
      });
      const { ts } = Answer.parse(answer);
      showSession(message, ts);
      return posted(ts, rendered);
    });
  }

  /** What Slack refuses for its blocks is rendered once more without those that it may not know. */
  async function withBlocksOrPlain<Result>(
    message: RenderedMessage,
    send: (rendered: Rendered) => Promise<Result>,
  ): Promise<Result> {
    const rendered = await render(message);
    try {
      return await callSlack(() => send(rendered));
    } catch (error) {
      if (!(error instanceof Undeliverable && isAboutBlocks.has(error.code))) throw error;
      const plain = await render(message, { ...renderSources, isPlain: true });
      if (isDeepStrictEqual(plain.blocks, rendered.blocks)) throw error;
      return await callSlack(() => send(plain));
    }
  }

  async function update(message: OutboxMessage & { ts: string }): Promise<Shown> {
    // A file is what it is.
    if (message.kind === 'reply-file' || message.kind === 'report-file') return {};
    const { channel, ts, key } = message;
    if (message.kind === 'home') {
      await publishHome(message);
      return {};
    }
    const metadata = { event_type: MESSAGE, event_payload: { key } };
    return withBlocksOrPlain(message, async ({ text, blocks, isWithheld }) => {
      const shown = { text: escapeText(text), blocks };
      await client.chat.update({ channel, ts, ...shown, parse: 'none', metadata });
      showSession(message, ts);
      return isWithheld ? { isWithheld } : {};
    });
  }

  /** A ticket's status is posted or updated whenever it is with others, resolved or open again. */
  function showSession(message: OutboxMessage, ts: string): void {
    if (message.kind !== 'ticket-status') return;
    const { about, channel, thread } = message;
    directSessions.show({ ticketId: about.ticketId, channel, root: thread ?? ts });
  }

  async function remove(message: OutboxMessage & { ts: string }): Promise<void> {
    const { channel, ts } = message;
    if (isFile(message)) await fileCarrier.remove(message);
    try {
      await callSlack(() => client.chat.delete({ channel, ts }));
    } catch (error) {
      if (!(error instanceof Undeliverable && error.code === 'message_not_found')) throw error;
    }
  }

  async function find(message: OutboxMessage): Promise<Posted | undefined> {
    // Published a second time, it only replaces itself.
    if (message.kind === 'home') return undefined;
    if (message.kind === 'reply-file' || message.kind === 'report-file') {
      return fileCarrier.find(message);
    }
    if (message.kind === 'carried-file' && message.words === null) return fileCarrier.find(message);
    const ts = await callSlack(() =>
      findInThread(client, message, ({ metadata }) => metadata?.event_payload.key === message.key),
    );
    if (ts === undefined) return undefined;
    // It belongs in no transcript, and may by now be nothing to be posted.
    if (message.kind === 'due-line') return { ts };
    // What was posted may have been rendered while only agents could read it.
    const { isWithheld: _, ...rendered } = await render(message);
    return posted(ts, rendered);
  }

  function render(message: RenderedMessage, sources = renderSources): Promise<Rendered> {
    return callSlack(() => renderMessage(message, sources));
  }

  /** A Home tab is addressed to its person, and Slack's id of the view takes the place of a `ts`. */
  async function publishHome(message: MessageOf<'home'>): Promise<Posted> {
    const { team, channel: user_id } = message;
    const { blocks } = await render(message, homeTabs.sources);
    const view = { type: 'home', blocks } as const;
    const answer = await callSlack(() => client.views.publish({ user_id, view }));
    await homeTabs.notePublished({ team, user: user_id }, blocks);
    return { ts: Published.parse(answer).view.id };
  }
}

function inThread(thread_ts: string, isAlsoInChannel: true | undefined) {
  return isAlsoInChannel ? { thread_ts, reply_broadcast: isAlsoInChannel } : { thread_ts };
}

function posted(
  ts: string,
  { transcriptText, isWithheld }: Pick<Rendered, 'transcriptText' | 'isWithheld'>,
): Posted {
  return {
    ts,
    ...(transcriptText !== undefined && { transcriptText }),
    ...(isWithheld && { isWithheld }),
  };
}

const Published = z.object({ view: z.object({ id: z.string() }) });

const MESSAGE = 'handoff_message';

/** Slack's codes for blocks that it does not take. */
const isAboutBlocks: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
]);

function authorship({ name, picture }: PostedAs) {
  return { username: name, ...(picture !== undefined && { icon_url: picture }) };
}
