import type {
  Actor,
  DeletedMessage,
  IncomingMessage,
} from '../../conversations/incoming-message.ts';
import type { Agents } from '../workspace/agents.ts';
import type { BotIdentity } from '../workspace/connect.ts';
import type { IntakeChannels } from '../workspace/desk-channels.ts';
import { placeOfChannel } from './place-of-channel.ts';
import { plainText } from './plain-text.ts';
import type { MessageEvent, SlackMessage } from './slack-message.ts';

/** What an event says about a message; nothing when it is of no concern. */
export type Reading =
  | { status: 'message'; message: IncomingMessage; isNew: boolean }
  | { status: 'deleted'; message: DeletedMessage };

export type MessageReader = ReturnType<typeof createMessageReader>;

/** Subtypes that somebody wrote; all others report joins, topics, pins and the like. */
const writtenSubtypes = new Set(['', 'file_share', 'thread_broadcast', 'bot_message']);

type ChannelAddress = { team: string; channel: string };

/** Turns what Slack says about a message into our words, at the border. */
export function createMessageReader({
  bot,
  agents,
  intake,
}: {
  bot: BotIdentity;
  agents: Pick<Agents, 'actor'>;
  intake: IntakeChannels;
}) {
  return { readEvent, readMessage };

  /** What an event says about a message; nothing when it is of no concern. */
  function readEvent(team: string, event: MessageEvent): Reading | undefined {
    const place = { team, channel: event.channel };
    if ('deleted_ts' in event) {
      const { deleted_ts: ts, previous_message } = event;
      return deleted(place, { ts, thread_ts: previous_message?.thread_ts }, event.event_ts);
    }
    if ('message' in event && event.message.subtype === 'tombstone') {
      return deleted(place, event.message, event.event_ts);
    }
    const isNew = !('message' in event);
    const message = isNew ? readMessage(place, event) : readEdit(place, event);
    return message && { status: 'message', message, isNew };
  }

  function readEdit(
    place: ChannelAddress,
    event: Extract<MessageEvent, { message: SlackMessage }>,
  ): IncomingMessage | undefined {
    const message = readMessage(place, event.message);
    if (!message) return undefined;
    const isOld = Number(event.event_ts) - Number(message.ts) > EDIT_FIRST_SECONDS;
    return {
      ...message,
      isIntake: message.isIntake && !isOld,
      // Only a message as it was first written asks for a person.
      isEscalationRequest: false,
      revision: event.event_ts,
    };
  }

  /** A message as it is in a history or an interaction. */
  function readMessage(
    { team, channel }: ChannelAddress,
    message: SlackMessage,
  ): IncomingMessage | undefined {
    const author = authorOf(message);
    if (!author || !writtenSubtypes.has(message.subtype ?? '')) return undefined;
    const text = message.text ?? '';
    const isMention = text.includes(`<@${bot.botUserId}>`);
    const place = placeOfChannel(channel);
    const greet = intake.get(channel) ?? 'never';
    return {
      team,
      channel,
      place,
      author,
      ts: message.ts,
      root: message.thread_ts ?? message.ts,
      text: plainText(text.replaceAll(`<@${bot.botUserId}>`, '@Handoff')),
      files: (message.files ?? []).map(fileReference),
      isEscalationRequest: asksForPerson(text, isMention),
      isIntake: place === 'direct' || intake.has(channel),
      mayGreet: place === 'direct' || greet === 'always' || (greet === 'mentioned' && isMention),
      revision: message.edited?.ts ?? message.ts,
    };
  }

  /** Nobody for what the bot itself posts: the outbox keeps that. */
  function authorOf({ user, bot_id }: SlackMessage): Actor | undefined {
    if (user === bot.botUserId || (bot_id && bot_id === bot.botId)) return undefined;
    if (bot_id) return { user: user ?? bot_id, kind: 'bot' };
    return user ? agents.actor(user) : undefined;
  }
}

/** An edit may come before its message. One that comes later than this is of an older message. */
const EDIT_FIRST_SECONDS = 60 * 60;

/** Slack does not delete a root that has replies: it becomes a tombstone, delivered as an edit. */
function deleted(
  place: ChannelAddress,
  { ts, thread_ts }: { ts: string; thread_ts?: string | null | undefined },
  revision: string,
): Reading {
  return { status: 'deleted', message: { ...place, ts, root: thread_ts ?? ts, revision } };
}

/** `!escalate`, or a mention of the bot with the word. */
function asksForPerson(text: string, isMention: boolean): boolean {
  return /^\s*!escalate\b/i.test(text) || (isMention && /\bescalate\b/i.test(text));
}

function fileReference({
  name,
  title,
  mimetype,
  filetype,
  size,
  permalink,
}: NonNullable<SlackMessage['files']>[0]) {
  return {
    name: name ?? title ?? 'unnamed',
    kind: mimetype ?? filetype ?? 'unknown',
    ...(typeof size === 'number' && { size }),
    ...(permalink && { permalink }),
  };
}
