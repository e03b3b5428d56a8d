import { SlackError } from '../slack-error.ts';
import type { Channel, ChannelKind } from '../team/channel.ts';
import type { Person } from '../team/person.ts';
import type { Team } from '../team/team.ts';

const scopeRoots = { public: 'channels', private: 'groups', im: 'im' } satisfies Record<
  ChannelKind,
  string
>;

/** The scope for reading or for the history of a kind of channel, e.g. `groups:history`. */
export function channelScope(kind: ChannelKind, right: 'read' | 'history'): string {
  return `${scopeRoots[kind]}:${right}`;
}

/** @throws SlackError `missing_scope`, with what is needed and what was granted. */
export function needScopes({ app }: Team, needed: readonly string[]): void {
  if (needed.every((scope) => app.scopes.includes(scope))) return;
  throw new SlackError('missing_scope', {
    needed: needed.join(','),
    provided: app.scopes.join(','),
  });
}

/** A channel that the bot may know of. @throws SlackError `channel_not_found`, `missing_scope`. */
export function knownChannel(team: Team, id: string, right?: 'read' | 'history'): Channel {
  const channel = team.channels.find(id);
  if (!channel) throw new SlackError('channel_not_found');
  if (right) needScopes(team, [channelScope(channel.kind, right)]);
  if (channel.kind === 'private' && !isIn(channel, team.bot)) {
    throw new SlackError('channel_not_found');
  }
  return channel;
}

/** A channel that the bot is in. @throws SlackError `not_in_channel`, and what `knownChannel` throws. */
export function ownChannel(team: Team, id: string, right?: 'read' | 'history'): Channel {
  const channel = knownChannel(team, id, right);
  if (!isIn(channel, team.bot)) throw new SlackError('not_in_channel');
  return channel;
}

/** A channel that the bot may write to. @throws SlackError `is_archived`, and what `ownChannel` throws. */
export function writableChannel(team: Team, id: string): Channel {
  const channel = ownChannel(team, id);
  if (channel.archived) throw new SlackError('is_archived');
  return channel;
}

export function isIn(channel: Channel, person: Person): boolean {
  return channel.members.includes(person.id);
}

/** @throws SlackError `user_not_found`. */
export function knownPerson(team: Team, id: string): Person {
  const person = team.people.find(id);
  if (!person) throw new SlackError('user_not_found');
  return person;
}
