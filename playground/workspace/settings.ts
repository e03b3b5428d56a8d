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
  | 'rename'
  | 'deleteChannel'
  | 'changeChannelId'
>;

/** Changes to a workspace's people and channels. */
export function createSettings({ people, channels, messages, bot }: Team): Settings {
  return {
    addUser: people.add,
    changeUser: ({ id }, changes) => people.change(id, changes),
    addChannel: channels.add,
    join: ({ id }, person) => channels.join(id, person),
    leave: ({ id }, person) => channels.leave(id, person),
    archive: ({ id }) => channels.archive(id, bot),
    unarchive: ({ id }) => channels.unarchive(id, bot),
    share: ({ id }, shared) => channels.share(id, shared, bot),
    rename: ({ id }, name) => channels.rename(id, name, bot),
    deleteChannel: ({ id }) => channels.delete(id, bot),
    changeChannelId({ id }) {
      const channel = channels.changeId(id, bot);
      messages.move(id, channel.id);
      return channel;
    },
  };
}
