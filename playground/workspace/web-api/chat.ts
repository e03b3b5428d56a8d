import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { Channel } from '../team/channel.ts';
import type { Draft, Message } from '../team/message.ts';
import type { Team } from '../team/team.ts';
import { slackMessage } from '../wire/message.ts';
import { isIn, knownChannel, knownPerson, writableChannel } from './access.ts';
import { Flag } from './arguments.ts';
import { type Authorship, authorOf, authorship } from './authorship.ts';
import { checkContent, type MessageContent, messageContent } from './message-content.ts';
import { type Methods, method } from './method.ts';

const scopes = ['chat:write'];
const whichMessage = { channel: z.string(), ts: z.string() };

/** The bot's messages. @see https://docs.slack.dev/reference/methods/chat.postMessage */
export const chatMethods: Methods = {
  'chat.postMessage': method({
    takes: z.object({
      channel: z.string(),
      ...messageContent,
      ...authorship,
      thread_ts: z.string().optional(),
      reply_broadcast: Flag.optional(),
    }),
    scopes,
    run({ thread_ts, reply_broadcast, ...args }, team) {
      const channel = writableChannel(team, resolveChannel(args.channel, team));
      const draft = { ...draftFrom(args, channel, team), threadTs: root(channel, thread_ts, team) };
      const message = team.messages.post({ ...draft, broadcast: reply_broadcast });
      return posted(message, team);
    },
  }),

  'chat.update': method({
    takes: z.object({ ...whichMessage, ...messageContent }),
    scopes,
    run({ channel, ts, ...content }, team) {
      const message = ownMessage(team, { channel, ts }, 'cant_update_message');
      const { text, blocks, metadata, linkNames } = checkContent(content);
      const updated = team.messages.change(message, {
        text: text ?? message.text,
        blocks: blocks ?? (text === undefined ? message.blocks : []),
        metadata: metadata ?? message.metadata,
        edited: blocks ? message.edited : { user: team.bot.id, ts: team.clock.ts() },
        linkNames,
      });
      return { ...posted(updated, team), text: updated.text };
    },
  }),

  'chat.delete': method({
    takes: z.object(whichMessage),
    scopes,
    run(place, team) {
      team.messages.delete(ownMessage(team, place, 'cant_delete_message'));
      return place;
    },
  }),

  'chat.postEphemeral': method({
    takes: z.object({
      channel: z.string(),
      user: z.string(),
      ...messageContent,
      ...authorship,
      thread_ts: z.string().optional(),
    }),
    scopes,
    run({ user, thread_ts, ...args }, team) {
      const channel = writableChannel(team, args.channel);
      if (!isIn(channel, knownPerson(team, user))) throw new SlackError('user_not_in_channel');
      const draft = { ...draftFrom(args, channel, team), threadTs: thread_ts, onlyFor: user };
      return { message_ts: team.messages.post(draft).ts };
    },
  }),

  'chat.getPermalink': method({
    takes: z.object({ channel: z.string(), message_ts: z.string() }),
    run({ channel, message_ts }, team) {
      const message = team.messages.find(knownChannel(team, channel).id, message_ts);
      if (!message || message.onlyFor) throw new SlackError('message_not_found');
      return { channel, permalink: permalink(message, team) };
    },
  }),
};

/** A channel's id, from an id, a `#name`, or a person's id for their direct messages. */
function resolveChannel(wanted: string, team: Team): string {
  const person = team.people.find(wanted);
  if (person && person.id !== team.bot.id) return team.channels.direct(person).id;
  const name = wanted.replace(/^#/, '');
  const named = team.channels.all().find((channel) => channel.name === name);
  return named && named.kind !== 'im' ? named.id : wanted;
}

function draftFrom(args: MessageContent & Authorship, channel: Channel, team: Team): Draft {
  const { text = '', ...checked } = checkContent(args);
  const bot = { id: team.app.botId, appId: team.app.id };
  return { ...checked, text, channel: channel.id, bot, ...authorOf(args, team) };
}

/** The `ts` of a message that can have replies. */
function root(channel: Channel, ts: string | undefined, team: Team): string | undefined {
  if (ts === undefined) return undefined;
  const message = team.messages.find(channel.id, ts);
  if (!message || message.onlyFor || message.threadTs) throw new SlackError('thread_not_found');
  return ts;
}

function ownMessage(
  team: Team,
  { channel, ts }: { channel: string; ts: string },
  refusal: string,
): Message {
  const message = team.messages.find(writableChannel(team, channel).id, ts);
  if (!message || message.onlyFor) throw new SlackError('message_not_found');
  if (message.bot?.id !== team.app.botId) throw new SlackError(refusal);
  return message;
}

function posted(message: Message, team: Team) {
  const { channel, ts } = message;
  return { channel, ts, message: slackMessage(message, team, { metadata: true }) };
}

function permalink({ channel, ts, threadTs }: Message, team: Team): string {
  const address = `https://${team.domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
  return threadTs ? `${address}?thread_ts=${threadTs}&cid=${channel}` : address;
}
