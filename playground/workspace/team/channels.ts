import type { Changes } from './changes.ts';
import type { Channel, NewChannel } from './channel.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Person } from './person.ts';

/** Every channel and direct message, by id. */
export type Channels = {
  add: (channel: NewChannel) => Channel;
  /** @throws when no channel has that id. */
  get: (id: string) => Channel;
  find: (id: string) => Channel | undefined;
  all: () => readonly Channel[];
  /** The direct messages of the bot and a person; opened at the first call. */
  direct: (person: Person) => Channel;
  join: (id: string, person: Person) => Channel;
  leave: (id: string, person: Person) => Channel;
  archive: (id: string, by: Person) => Channel;
  unarchive: (id: string, by: Person) => Channel;
  share: (id: string, shared: boolean, by: Person) => Channel;
  /** Makes a channel public or private; its id stays. */
  convert: (id: string, kind: 'public' | 'private', by: Person) => Channel;
  rename: (id: string, name: string, by: Person) => Channel;
  delete: (id: string, by: Person) => void;
  /** Gives a channel another id, as Slack does to a private channel that is shared. */
  changeId: (id: string, by: Person) => Channel;
};

export function createChannels(deps: {
  bot: () => Person;
  clock: Clock;
  ids: Ids;
  changes: Changes;
}): Channels {
  const { bot, clock, ids, changes } = deps;
  const channels = new Map<string, Channel>();

  const get = (id: string) => {
    const channel = channels.get(id);
    if (!channel) throw new Error(`There is no channel ${id} in this workspace`);
    return channel;
  };
  const add = (channel: Channel) => {
    channels.set(channel.id, channel);
    changes.emit({ type: 'channel added', channel });
    return channel;
  };
  const change = (id: string, changed: Partial<Channel>) => {
    const channel = { ...get(id), ...changed };
    channels.set(id, channel);
    changes.emit({ type: 'channel changed', channel });
    return channel;
  };
  const members = (id: string, without: Person) =>
    get(id).members.filter((member) => member !== without.id);

  return {
    get,
    find: (id) => channels.get(id),
    all: () => [...channels.values()],
    add(described) {
      return add({
        id: ids.next('C'),
        created: clock.seconds(),
        ...description(described),
        members: membersOf(described, bot()),
      });
    },
    direct(person) {
      const isTheirs = ({ kind, name }: Channel) => kind === 'im' && name === person.id;
      const opened = [...channels.values()].find(isTheirs);
      if (opened) return opened;
      return add({
        id: ids.next('D'),
        created: clock.seconds(),
        ...description({ name: person.id }),
        kind: 'im',
        members: [bot().id, person.id],
      });
    },
    join(id, person) {
      const channel = change(id, { members: [...members(id, person), person.id] });
      changes.emit({ type: 'channel joined', channel, person });
      return channel;
    },
    leave(id, person) {
      const channel = change(id, { members: members(id, person) });
      changes.emit({ type: 'channel left', channel, person });
      if (person.id === bot().id) changes.emit({ type: 'bot removed', channel, person });
      return channel;
    },
    archive(id, person) {
      const channel = change(id, { archived: true });
      changes.emit({ type: 'channel archived', channel, person });
      return channel;
    },
    unarchive(id, person) {
      const channel = change(id, { archived: false });
      changes.emit({ type: 'channel unarchived', channel, person });
      return channel;
    },
    share(id, shared, person) {
      const channel = change(id, { shared });
      changes.emit({ type: 'channel shared', channel, person });
      return channel;
    },
    convert(id, kind, person) {
      const channel = change(id, { kind });
      changes.emit({ type: 'channel converted', channel, person });
      return channel;
    },
    rename(id, name, person) {
      const channel = change(id, { name: name.replace(/^#/, '') });
      changes.emit({ type: 'channel renamed', channel, person });
      return channel;
    },
    delete(id, person) {
      const channel = get(id);
      channels.delete(id);
      changes.emit({ type: 'channel deleted', channel, person });
    },
    changeId(from, person) {
      const channel = { ...get(from), id: ids.next('C') };
      channels.delete(from);
      channels.set(channel.id, channel);
      changes.emit({ type: 'channel id changed', channel, from, person });
      return channel;
    },
  };
}

function description(channel: NewChannel) {
  return {
    name: channel.name.replace(/^#/, ''),
    kind: channel.private ? 'private' : 'public',
    archived: channel.archived ?? false,
    shared: channel.shared ?? false,
    topic: channel.topic ?? '',
  } satisfies Partial<Channel>;
}

function membersOf({ members = [], withBot = true }: NewChannel, bot: Person): string[] {
  return [...new Set([...(withBot ? [bot.id] : []), ...members.map(({ id }) => id)])];
}
