import type { Team } from './team/team.ts';
import type { Workspace } from './workspace.ts';

type Settings = Pick<
  Workspace,
  | 'addUser'
  | 'changeUser'
  | 'addChannel'
  | 'join'
  | 'leave'
  | 'archive'
  | 'unarchive'
  | 'share'
  | 'convert'
  | 'rename'
  | 'deleteChannel'
  | 'changeChannelId'
>;

/** Changes to a workspace's people and channels. */
export function createSettings({ people, channels, messages, bot }: Team): Settings {
  /** Whoever changes channels: Bolt takes what the bot's own user does for the bot's own act. */
  const somebody = () => people.all().find((person) => !person.bot) ?? bot;
  return {
    addUser: people.add,
    changeUser: ({ id }, changes) => people.change(id, changes),
    addChannel: channels.add,
    join: ({ id }, person) => channels.join(id, person),
    leave: ({ id }, person) => channels.leave(id, person),
    archive: ({ id }) => channels.archive(id, somebody()),
    unarchive: ({ id }) => channels.unarchive(id, somebody()),
    share: ({ id }, shared) => channels.share(id, shared, somebody()),
    convert: ({ id }, kind) => channels.convert(id, kind, somebody()),
    rename: ({ id }, name) => channels.rename(id, name, somebody()),
    deleteChannel: ({ id }) => channels.delete(id, somebody()),
    changeChannelId({ id }) {
      const channel = channels.changeId(id, somebody());
      messages.move(id, channel.id);
      return channel;
    },
  };
}
