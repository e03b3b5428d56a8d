import type { Change } from '../team/change.ts';
import type { Channel } from '../team/channel.ts';
import type { Person } from '../team/person.ts';
import type { Team } from '../team/team.ts';
import { slackHome } from '../wire/view.ts';
import type { Delivery } from './delivery.ts';
import { messageEvents } from './message-events.ts';
import type { SlackEvent } from './slack-event.ts';

/** The events of a change that the bot subscribed to, in channels that it is in. */
export function eventDeliveries(change: Change, team: Team): Delivery[] {
  return deliveriesOf(eventsOf(change, team), team);
}

/** The event of a person who opens the bot's Home tab, if the bot subscribed to it. */
export function homeOpenedDeliveries(person: Person, team: Team): Delivery[] {
  return deliveriesOf([homeOpened(person, team)], team);
}

function deliveriesOf(events: SlackEvent[], team: Team): Delivery[] {
  return events
    .filter(({ subscription }) => team.app.events.includes(subscription))
    .filter(({ subscription }) => isGranted(subscription, team))
    .filter(({ channel }) => channel.members.includes(team.bot.id))
    .map((slackEvent) => deliveryOf(slackEvent, team));
}

/** Slack sends no event whose scope the installation lacks; the others that are here come with the bot's first. */
function isGranted(subscription: string, { app }: Team): boolean {
  return subscription !== 'reaction_added' || app.scopes.includes('reactions:read');
}

function eventsOf(change: Change, team: Team): SlackEvent[] {
  switch (change.type) {
    case 'message posted':
    case 'message changed':
    case 'message deleted':
      return messageEvents(change, team);
    case 'channel joined':
      return [membership('member_joined_channel', change, team)];
    case 'channel left':
      return [membership('member_left_channel', change, team)];
    case 'channel archived':
    case 'channel unarchived':
      return [archiving(change, team)];
    case 'channel renamed':
      return [renaming(change, team)];
    case 'channel shared':
      return [sharing(change, team)];
    case 'channel converted':
      return [conversion(change, team)];
    case 'channel deleted':
      return [ending('deleted', change, team)];
    case 'bot removed':
      return [ending('left', change, team)];
    case 'channel id changed':
      return [idChange(change, team)];
    case 'reaction added':
      return [reaction(change, team)];
    default:
      return [];
  }
}

function membership(
  type: string,
  { channel, person }: { channel: Channel; person: Person },
  team: Team,
): SlackEvent {
  return {
    subscription: type,
    channel,
    by: person.id,
    event: {
      type,
      user: person.id,
      channel: channel.id,
      channel_type: channel.kind === 'private' ? 'G' : 'C',
      team: team.id,
      event_ts: team.clock.ts(),
    },
  };
}

function archiving(
  change: Extract<Change, { type: 'channel archived' | 'channel unarchived' }>,
  team: Team,
): SlackEvent {
  const { channel, person } = change;
  const verb = change.type === 'channel archived' ? 'archive' : 'unarchive';
  const type = `${familyOf(channel)}_${verb}`;
  const event = { type, channel: channel.id, user: person.id, event_ts: team.clock.ts() };
  return { subscription: type, channel, by: person.id, event };
}

/** @see https://docs.slack.dev/reference/events/channel_rename */
function renaming({ channel, person }: ChannelChange, team: Team): SlackEvent {
  const { id, name, created } = channel;
  const type = `${familyOf(channel)}_rename`;
  const event = {
    type,
    channel: { id, name, name_normalized: name, created, is_channel: channel.kind === 'public' },
    event_ts: team.clock.ts(),
  };
  return { subscription: type, channel, by: person.id, event };
}

/** @see https://docs.slack.dev/reference/events/channel_shared */
function sharing({ channel, person }: ChannelChange, team: Team): SlackEvent {
  const type = channel.shared ? 'channel_shared' : 'channel_unshared';
  const other = channel.shared ? 'connected_team_id' : 'previously_connected_team_id';
  const event = { type, channel: channel.id, [other]: 'T0CONNECTED', event_ts: team.clock.ts() };
  return { subscription: type, channel, by: person.id, event };
}

/** Slack reports it in a message. @see https://docs.slack.dev/reference/events/message/channel_convert_to_public */
function conversion({ channel, person }: ChannelChange, team: Team): SlackEvent {
  const isPublic = channel.kind === 'public';
  const ts = team.clock.ts();
  const event = {
    type: 'message',
    subtype: isPublic ? 'channel_convert_to_public' : 'channel_convert_to_private',
    ts,
    user: person.id,
    text: isPublic
      ? 'made this channel *public*. Any member in this workspace can see and join it.'
      : 'made this channel *private*. Now, it can only be viewed or joined by invitation.',
    channel: channel.id,
    event_ts: ts,
    channel_type: isPublic ? 'channel' : 'group',
  };
  const subscription = isPublic ? 'message.channels' : 'message.groups';
  return { subscription, channel, by: person.id, event };
}

/** The bot gets it although it is in the channel no more. */
function ending(
  what: 'deleted' | 'left',
  { channel, person }: ChannelChange,
  team: Team,
): SlackEvent {
  const type = `${familyOf(channel)}_${what}`;
  const event = { type, channel: channel.id, actor_id: person.id, event_ts: team.clock.ts() };
  const members = [...channel.members, team.bot.id];
  return { subscription: type, channel: { ...channel, members }, by: person.id, event };
}

/** @see https://docs.slack.dev/reference/events/channel_id_changed */
function idChange(
  { channel, from, person }: ChannelChange & { from: string },
  team: Team,
): SlackEvent {
  const type = 'channel_id_changed';
  const ids = { old_channel_id: from, new_channel_id: channel.id };
  return {
    subscription: type,
    channel,
    by: person.id,
    event: { type, ...ids, event_ts: team.clock.ts() },
  };
}

type ChannelChange = { channel: Channel; person: Person };

function familyOf({ kind }: Channel): 'group' | 'channel' {
  return kind === 'private' ? 'group' : 'channel';
}

function reaction(
  { message, name, user }: Extract<Change, { type: 'reaction added' }>,
  team: Team,
): SlackEvent {
  return {
    subscription: 'reaction_added',
    channel: team.channels.get(message.channel),
    by: user,
    event: {
      type: 'reaction_added',
      user,
      reaction: name,
      item_user: message.user,
      item: { type: 'message', channel: message.channel, ts: message.ts },
      event_ts: team.clock.ts(),
    },
  };
}

/** @see https://docs.slack.dev/reference/events/app_home_opened */
function homeOpened(person: Person, team: Team): SlackEvent {
  const type = 'app_home_opened';
  const channel = team.channels.direct(person);
  const home = team.homes.of(person.id);
  const event = {
    type,
    user: person.id,
    channel: channel.id,
    tab: 'home',
    event_ts: team.clock.ts(),
    ...(home && { view: slackHome(home, team) }),
  };
  return { subscription: type, channel, by: person.id, event };
}

/** @see https://docs.slack.dev/apis/events-api/#callback-field */
function deliveryOf({ event, channel, by }: SlackEvent, team: Team): Delivery {
  const eventId = team.ids.next('Ev');
  const payload = {
    token: team.app.verificationToken,
    team_id: team.people.find(by)?.teamId ?? team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: team.app.id,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: team.clock.seconds(),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: team.bot.id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel.shared,
    event_context: `4-${eventId}`,
  };
  return { kind: 'event', type: event.type, channel: channel.id, by, eventId, payload };
}
