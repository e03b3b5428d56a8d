import type { Icons, Message } from '../team/message.ts';
import type { Team } from '../team/team.ts';
import { slackFile } from './file.ts';

/**
 * A message as Slack shows it to the bot, in answers and inside events.
 * @see https://docs.slack.dev/reference/events/message
 */
export function slackMessage(message: Message, team: Team, show: { metadata?: boolean } = {}) {
  const author = team.people.find(message.user);
  return {
    type: 'message',
    ...(subtype(message) ? { subtype: subtype(message) } : {}),
    ...(message.user === '' ? {} : { user: message.user }),
    ...(message.username === undefined ? {} : { username: message.username }),
    ...(message.icons ? { icons: slackIcons(message.icons) } : {}),
    ts: message.ts,
    ...(message.clientMessageId ? { client_msg_id: message.clientMessageId } : {}),
    text: message.text,
    team: author?.teamId ?? team.id,
    ...(author?.kind === 'stranger' ? { user_team: author.teamId } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.bot ? botFields(message.bot, message, team) : {}),
    ...(message.files.length > 0
      ? { files: message.files.map((file) => slackFile(file, team)) }
      : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.reactions.length > 0 ? { reactions: message.reactions.map(withCount) } : {}),
    ...(show.metadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.tombstone ? { hidden: true } : {}),
    ...threadFields(message, team),
  };
}

/** Slack gives a picture's address once a size. */
function slackIcons(icons: Icons) {
  if ('emoji' in icons) return icons;
  return { image_36: icons.image, image_48: icons.image, image_72: icons.image };
}

function subtype(message: Message): string | undefined {
  if (message.tombstone) return 'tombstone';
  if (message.user === '') return 'bot_message';
  if (message.broadcast) return 'thread_broadcast';
  return message.files.length > 0 ? 'file_share' : undefined;
}

function botFields(bot: NonNullable<Message['bot']>, message: Message, team: Team) {
  const name = bot.name ?? team.people.find(message.user)?.displayName ?? team.app.name;
  if (message.user === '') return { bot_id: bot.id, app_id: bot.appId };
  return {
    bot_id: bot.id,
    app_id: bot.appId,
    bot_profile: {
      id: bot.id,
      app_id: bot.appId,
      user_id: message.user,
      name,
      icons: {},
      deleted: false,
      updated: 0,
      team_id: team.id,
    },
  };
}

function threadFields(message: Message, team: Team) {
  if (message.threadTs) {
    const parent = team.messages.find(message.channel, message.threadTs);
    return { thread_ts: message.threadTs, parent_user_id: parent?.user || undefined };
  }
  const replies = team.messages.replies(message.channel, message.ts);
  if (replies.length === 0) return {};
  const users = [...new Set(replies.map(({ user, bot }) => user || bot?.id))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
    reply_users: users,
    is_locked: false,
    subscribed: false,
  };
}

function withCount({ name, users }: Message['reactions'][number]) {
  return { name, users, count: users.length };
}
