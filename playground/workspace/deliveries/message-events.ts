import type { Change } from '../team/change.ts';
import type { Channel, ChannelKind } from '../team/channel.ts';
import type { Message } from '../team/message.ts';
import type { Team } from '../team/team.ts';
import { slackMessage } from '../wire/message.ts';
import type { SlackEvent } from './slack-event.ts';

type MessageChange = Extract<
  Change,
  { type: 'message posted' | 'message changed' | 'message deleted' }
>;

const kinds = {
  public: { subscription: 'message.channels', channelType: 'channel' },
  private: { subscription: 'message.groups', channelType: 'group' },
  im: { subscription: 'message.im', channelType: 'im' },
} satisfies Record<ChannelKind, { subscription: string; channelType: string }>;

/** The events of a message. @see https://docs.slack.dev/reference/events/message */
export function messageEvents(change: MessageChange, team: Team): SlackEvent[] {
  const { message } = change;
  if (message.onlyFor) return [];
  const channel = team.channels.get(message.channel);
  const { subscription, channelType } = kinds[channel.kind];
  const place = { channel: channel.id, channel_type: channelType };
  const event = { type: 'message', ...body(change, team), ...place };
  const messageEvent = { subscription, channel, by: message.user, event };
  return isMention(change, channel, team)
    ? [messageEvent, mention(message, channel, team)]
    : [messageEvent];
}

function body(change: MessageChange, team: Team): Record<string, unknown> {
  if (change.type === 'message posted') {
    return { ...slackMessage(change.message, team), event_ts: change.message.ts };
  }
  if (change.type === 'message deleted') {
    return {
      subtype: 'message_deleted',
      previous_message: slackMessage(change.message, team),
      deleted_ts: change.message.ts,
      hidden: true,
      ts: change.ts,
      event_ts: change.ts,
    };
  }
  const ts = team.clock.ts();
  return {
    subtype: 'message_changed',
    message: slackMessage(change.message, team),
    previous_message: slackMessage(change.previous, team),
    hidden: true,
    ts,
    event_ts: ts,
  };
}

/** Slack sends an event of a mention besides that of the message, but not in direct messages. */
function isMention({ type, message }: MessageChange, channel: Channel, team: Team): boolean {
  return (
    type === 'message posted' &&
    channel.kind !== 'im' &&
    message.bot?.id !== team.app.botId &&
    message.text.includes(`<@${team.bot.id}>`)
  );
}

function mention(message: Message, channel: Channel, team: Team): SlackEvent {
  const { subtype: _, ...posted } = slackMessage(message, team);
  const event = { ...posted, type: 'app_mention', channel: channel.id, event_ts: message.ts };
  return { subscription: 'app_mention', channel, by: message.user, event };
}
