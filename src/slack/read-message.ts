import type { DeletedMessage, IncomingMessage } from '../conversations/incoming-message.ts';
import type { AgentRoster } from './agent-roster.ts';
import type { BotIdentity } from './connect.ts';
import type { IntakeChannels } from './desk-channels.ts';
import { plainText } from './plain-text.ts';
import type { MessageEvent, SlackMessage } from './slack-message.ts';

/** What an event says about a message; nothing when it is of no concern. */
export type Reading =
  | { status: 'message'; message: IncomingMessage; isNew: boolean }
  | { status: 'deleted'; message: DeletedMessage };

export type ReadMessage = {
  event(team: string, event: MessageEvent): Reading | undefined;
  /** A message as it stands in a history or an interaction. */
  message(
    place: { team: string; channel: string },
    message: SlackMessage,
  ): IncomingMessage | undefined;
};

/** Subtypes that are somebody's words; all others tell of joins, topics, pins and the like. */
const spoken = new Set(['', 'file_share', 'thread_broadcast', 'bot_message']);

/** Creates what turns Slack's words about a message into ours, at the border. */
export function createReadMessage({
  bot,
  roster,
  intake,
}: {
  bot: BotIdentity;
  roster: AgentRoster;
  intake: IntakeChannels;
}): ReadMessage {
  return { event: readEvent, message: read };

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
    const message = isNew ? read(place, event) : readEdit(place, event);
    return message && { status: 'message', message, isNew };
  }

  function readEdit(
    place: { team: string; channel: string },
    event: Extract<MessageEvent, { message: SlackMessage }>,
  ): IncomingMessage | undefined {
    const message = read(place, event.message);
    if (!message) return undefined;
    const isOld = Number(event.event_ts) - Number(message.ts) > EDIT_FIRST_SECONDS;
    return {
      ...message,
      isIntake: message.isIntake && !isOld,
      // Only what was first said calls the bot.
      isCall: false,
      revision: event.event_ts,
    };
  }

  function read(
    { team, channel }: { team: string; channel: string },
    message: SlackMessage,
  ): IncomingMessage | undefined {
    const author = authorOf(message);
    if (!author || !spoken.has(message.subtype ?? '')) return undefined;
    const text = message.text ?? '';
    const isMention = text.includes(`<@${bot.botUserId}>`);
    const place = channel.startsWith('D') ? 'direct' : 'channel';
    const greet = intake.get(channel) ?? 'never';
    return {
      ...{ team, channel, place, author },
      ts: message.ts,
      root: message.thread_ts ?? message.ts,
      text: plainText(text.replaceAll(`<@${bot.botUserId}>`, '@Handoff')),
      files: (message.files ?? []).map(fileReference),
      isCall: callsBot(text, isMention),
      isIntake: place === 'direct' || intake.has(channel),
      mayGreet: place === 'direct' || greet === 'always' || (greet === 'mentioned' && isMention),
      revision: message.edited?.ts ?? message.ts,
    };
  }

  /** Nobody's for what the bot itself posts: the outbox keeps that. */
  function authorOf({ user, bot_id }: SlackMessage): IncomingMessage['author'] | undefined {
    if (user === bot.botUserId || (bot_id && bot_id === bot.botId)) return undefined;
    if (bot_id) return { id: user ?? bot_id, kind: 'bot' };
    if (!user) return undefined;
    return { id: user, kind: roster.isAgent(user) ? 'agent' : 'person' };
  }
}

/** An edit may come before its message. One that comes later than this is of an older message. */
const EDIT_FIRST_SECONDS = 60 * 60;

/** A root that has replies is not deleted in Slack: it becomes a tombstone, told of as an edit. */
function deleted(
  place: { team: string; channel: string },
  { ts, thread_ts }: { ts: string; thread_ts?: string | null | undefined },
  revision: string,
): Reading {
  return { status: 'deleted', message: { ...place, ts, root: thread_ts ?? ts, revision } };
}

/** `!escalate`, or a mention of the bot with the word. */
function callsBot(text: string, isMention: boolean): boolean {
  return /^\s*!escalate\b/i.test(text) || (isMention && /\bescalate\b/i.test(text));
}

function fileReference({ name, title, mimetype, filetype }: NonNullable<SlackMessage['files']>[0]) {
  return { name: name ?? title ?? 'unnamed', kind: mimetype ?? filetype ?? 'unknown' };
}
