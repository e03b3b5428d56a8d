import { z } from 'zod';
import { SlackError } from '../slack-error.ts';
import type { Channel, ChannelKind } from '../team/channel.ts';
import type { Team } from '../team/team.ts';
import { slackChannel } from '../wire/channel.ts';
import { channelScope, isIn, knownChannel, knownPerson, needScopes } from './access.ts';
import { Flag, Limit } from './arguments.ts';
import { type Methods, method } from './method.ts';
import { page } from './pages.ts';

const list = {
  types: z.string().default('public_channel'),
  exclude_archived: Flag.optional(),
  cursor: z.string().optional(),
  limit: Limit,
};

/** Channels and their members. */
export const conversationMethods: Methods = {
  'conversations.list': method({
    takes: z.object(list),
    run: (args, team) =>
      channelPage(args, team, (channel) => channel.kind !== 'private' || isIn(channel, team.bot)),
  }),

  'users.conversations': method({
    takes: z.object({ ...list, user: z.string().optional() }),
    run({ user, ...args }, team) {
      const person = user === undefined ? team.bot : knownPerson(team, user);
      return channelPage(args, team, (channel) => isIn(channel, person) && isIn(channel, team.bot));
    },
  }),

  'conversations.info': method({
    takes: z.object({ channel: z.string(), include_num_members: Flag.optional() }),
    run: ({ channel }, team) => ({
      channel: slackChannel(knownChannel(team, channel, 'read'), team),
    }),
  }),

  'conversations.members': method({
    takes: z.object({ channel: z.string(), cursor: z.string().optional(), limit: Limit }),
    run({ channel, cursor, limit }, team) {
      const { members } = knownChannel(team, channel, 'read');
      const { items, nextCursor } = page({ items: members, keyOf: (id) => id, cursor, limit });
      return { members: items, response_metadata: { next_cursor: nextCursor } };
    },
  }),

  'conversations.open': method({
    takes: z.object({
      users: z.string().optional(),
      channel: z.string().optional(),
      return_im: Flag.optional(),
    }),
    scopes: ['im:write'],
    run({ users, channel, return_im }, team) {
      const im = channel ? knownChannel(team, channel) : directWith(users ?? '', team);
      return { channel: return_im ? slackChannel(im, team) : { id: im.id } };
    },
  }),
};

function directWith(users: string, team: Team): Channel {
  const [id, ...others] = users.split(',').filter((user) => user !== '');
  if (id === undefined) throw new SlackError('users_list_not_supplied');
  if (others.length > 0) needScopes(team, ['mpim:write']);
  const person = knownPerson(team, id);
  if (person.deactivated) throw new SlackError('user_disabled');
  if (person.bot) throw new SlackError('cannot_dm_bot');
  return team.channels.direct(person);
}

type ListArguments = z.infer<z.ZodObject<typeof list>>;

function channelPage(
  { types, exclude_archived, cursor, limit }: ListArguments,
  team: Team,
  isVisible: (channel: Channel) => boolean,
) {
  const kinds = kindsFrom(types, team);
  const { items, nextCursor } = page({
    items: team.channels
      .all()
      .filter(({ kind }) => kinds.includes(kind))
      .filter(({ archived }) => !(archived && exclude_archived))
      .filter(isVisible),
    keyOf: ({ id }) => id,
    cursor,
    limit,
  });
  return {
    channels: items.map((channel) => slackChannel(channel, team)),
    response_metadata: { next_cursor: nextCursor },
  };
}

const kindNames: Record<string, ChannelKind> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
};

function kindsFrom(types: string, team: Team): ChannelKind[] {
  const names = types.split(',').map((name) => name.trim());
  const kinds = names.flatMap((name) => kindNames[name] ?? []);
  const unknown = names.filter((name) => !(name in kindNames) && name !== 'mpim');
  if (unknown.length > 0) throw new SlackError('invalid_types');
  const needed = kinds.map((kind) => channelScope(kind, 'read'));
  needScopes(team, names.includes('mpim') ? [...needed, 'mpim:read'] : needed);
  return kinds;
}
