import type { Place } from '../../conversations/conversation.ts';
import type {
  Actor,
  AppPost,
  DeletedMessage,
  IncomingMessage,
} from '../../conversations/incoming-message.ts';
import type { Form } from '../../desk/desk.ts';
import type { Log } from '../../log.ts';
import { type Accounts, SLACKBOT } from '../workspace/accounts.ts';
import type { Agents } from '../workspace/agents.ts';
import type { BotIdentity } from '../workspace/connect.ts';
import type { IntakeChannels } from '../workspace/desk-channels.ts';
import { asksForPerson } from './asks-for-person.ts';
import { nameIn } from './fields.ts';
import { mentions } from './mentions.ts';
import { messageWords } from './message-words.ts';
import type { Names } from './names.ts';
import { placeOfChannel } from './place-of-channel.ts';
import type { MessageEvent, SlackMessage } from './slack-message.ts';
import { submitterIn } from './submitter.ts';
import { isReport, isWritten } from './written-by-somebody.ts';

/** What an event says about a message; nothing when it is of no concern. */
export type Reading =
  | { status: 'message'; message: IncomingMessage; isNew: boolean }
  | { status: 'deleted'; message: DeletedMessage };

export type MessageReader = ReturnType<typeof createMessageReader>;

type ChannelAddress = { team: string; channel: string };

/**
 * Turns what Slack says about a message into our words, at the border. Who posted one through an app
 * is asked of Slack; reading it throws where Slack does not answer.
 */
export function createMessageReader({
  bot,
  agents,
  accounts,
  forms,
  intake,
  names,
  log,
}: {
  bot: BotIdentity;
  agents: Pick<Agents, 'actor'>;
  accounts: Pick<Accounts, 'kindOf' | 'app'>;
  /** The apps whose posts are somebody's requests. */
  forms: readonly Form[];
  intake: IntakeChannels;
  names: Names;
  log: Pick<Log, 'info'>;
}) {
  const botOrNames: Names = {
    user: (id) => (id === bot.botUserId ? BOT_NAME : names.user(id)),
    channel: names.channel,
  };
  return { readEvent, readMessage };

  /** What an event says about a message; nothing when it is of no concern. */
  async function readEvent(team: string, event: MessageEvent): Promise<Reading | undefined> {
    const place = { team, channel: event.channel };
    if ('deleted_ts' in event) {
      const { deleted_ts: ts, previous_message } = event;
      return deleted(place, { ts, thread_ts: previous_message?.thread_ts }, event.event_ts);
    }
    if ('message' in event && event.message.subtype === 'tombstone') {
      return deleted(place, event.message, event.event_ts);
    }
    const isNew = !('message' in event);
    const message = await (isNew ? readMessage(place, event) : readEdit(place, event));
    return message && { status: 'message', message, isNew };
  }

  async function readEdit(
    place: ChannelAddress,
    event: Extract<MessageEvent, { message: SlackMessage }>,
  ): Promise<IncomingMessage | undefined> {
    const message = await readMessage(place, event.message, event.event_ts);
    if (!message) return undefined;
    const isOld = Number(event.event_ts) - Number(message.ts) > EDIT_FIRST_SECONDS;
    return {
      ...message,
      isIntake: message.isIntake && !isOld,
      // Only a message as it was first written asks for a person.
      isEscalationRequest: false,
    };
  }

  /** A message as it is in a history or an interaction; as it is in an edit, with when that was made. */
  async function readMessage(
    { team, channel }: ChannelAddress,
    message: SlackMessage,
    revision = message.edited?.ts ?? message.ts,
  ): Promise<IncomingMessage | undefined> {
    if (isOwnPost(message)) return undefined;
    if (!isWritten(message)) {
      const { ts, subtype } = message;
      if (!isReport(subtype ?? '')) {
        log.info({ team, channel, ts, subtype }, 'A message of an unknown kind was left out');
      }
      return undefined;
    }
    const author = await authorOf(message);
    if (!author) return undefined;
    const place = placeOfChannel(channel);
    // Before its words are read: the submitter's name is known then.
    const app = await appOf(message, { author, place });
    const { own, text, files, leftOut } = messageWords(message, { names: botOrNames, revision });
    if (leftOut.length > 0) {
      log.info({ team, channel, ts: message.ts, leftOut }, 'Parts of a message were left out');
    }
    // What is in an app's post, somebody may have typed into its form.
    const isMention = author.kind !== 'bot' && mentions(message, bot.botUserId);
    const greet = intake.get(channel) ?? 'never';
    return {
      team,
      channel,
      place,
      author,
      app,
      ts: message.ts,
      root: message.thread_ts ?? message.ts,
      text,
      files,
      isEscalationRequest:
        author.kind !== 'bot' && asksForPerson(own, { isMention, botName: BOT_NAME }),
      isMention,
      isIntake: place === 'direct' || intake.has(channel),
      mayGreet: place === 'direct' || greet === 'always' || (greet === 'mentioned' && isMention),
      revision,
    };
  }

  /** The outbox keeps what the bot itself posts. */
  function isOwnPost({ user, bot_id }: SlackMessage): boolean {
    return user === bot.botUserId || Boolean(bot_id && bot_id === bot.botId);
  }

  /** A person may post through an app, and a bot has a user of its own: only Slack can tell which. */
  async function authorOf({ user, bot_id, subtype }: SlackMessage): Promise<Actor | undefined> {
    const id = user ?? bot_id;
    if (!id) return undefined;
    const isPerson =
      user &&
      user !== SLACKBOT &&
      (!bot_id || (subtype !== 'bot_message' && (await isPersons(user))));
    return isPerson ? agents.actor(user) : { user: id, kind: 'bot' };
  }

  /** The app that posted a message, and whom its form names. */
  async function appOf(
    message: SlackMessage,
    { author, place }: { author: Actor; place: Place },
  ): Promise<AppPost | null> {
    const { bot_id, app_id, bot_profile, username } = message;
    if (author.kind !== 'bot' || !bot_id) return null;
    const shown = nameIn(username) || nameIn(bot_profile?.name);
    const stated = app_id ?? bot_profile?.app_id;
    const lacksId = !stated && forms.length > 0;
    const found = shown === '' || lacksId ? await accounts.app(bot_id) : undefined;
    const ids = [bot_id, stated ?? found?.appId];
    const form = place === 'channel' ? forms.find(({ app }) => ids.includes(app)) : undefined;
    return {
      name: (shown || found?.name || '').slice(0, LONGEST_NAME).toWellFormed(),
      reports: form ? await submitterOf(message, form) : null,
    };
  }

  /** Whoever could not write a request of their own is named in vain. */
  async function submitterOf(message: SlackMessage, form: Form): Promise<string | null> {
    const user = submitterIn(message.blocks, form.submitter);
    if (user === undefined || agents.actor(user).kind === 'agent') return null;
    return (await accounts.kindOf(user)) === 'person' ? user : null;
  }

  async function isPersons(user: string): Promise<boolean> {
    const kind = await accounts.kindOf(user);
    return kind === 'person' || kind === 'deleted';
  }
}

const LONGEST_NAME = 80;

/** What the bot is called where somebody mentions it. */
const BOT_NAME = 'Handoff';

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
