import type { Channel } from '../team/channel.ts';
import type { Team } from '../team/team.ts';

/** A conversation as `conversations.info` shows it to the bot. @see https://docs.slack.dev/reference/objects/conversation-object */
export function slackChannel(channel: Channel, team: Team) {
  return channel.kind === 'im' ? slackDirect(channel, team) : slackRoom(channel, team);
}

function slackRoom(channel: Channel, team: Team) {
  const private_ = channel.kind === 'private';
  return {
    ...flags(channel, team),
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !private_,
    is_group: private_,
    is_private: private_,
    is_general: false,
    unlinked: 0,
    creator: channel.members[0] ?? team.bot.id,
    is_member: channel.members.includes(team.bot.id),
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_pending_ext_shared: false,
    pending_shared: [],
    pending_connected_team_ids: [],
    shared_team_ids: [team.id, ...(channel.shared ? ['T0CONNECTED'] : [])],
    parent_conversation: null,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
    num_members: channel.members.length,
  };
}

function slackDirect(channel: Channel, team: Team) {
  return {
    ...flags(channel, team),
    user: channel.name,
    is_channel: false,
    is_group: false,
    is_private: true,
    is_user_deleted: team.people.get(channel.name).deactivated,
    is_open: true,
    priority: 0,
  };
}

function flags(channel: Channel, team: Team) {
  return {
    id: channel.id,
    created: channel.created,
    is_im: channel.kind === 'im',
    is_mpim: false,
    is_archived: channel.archived,
    is_org_shared: false,
    context_team_id: team.id,
    updated: channel.created * 1000,
  };
}
