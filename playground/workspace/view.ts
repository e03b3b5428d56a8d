import type { Message } from './team/message.ts';
import type { Team } from './team/team.ts';
import type { Workspace } from './workspace.ts';

type View = Pick<
  Workspace,
  | 'people'
  | 'channels'
  | 'channel'
  | 'messages'
  | 'thread'
  | 'directMessages'
  | 'message'
  | 'contentOf'
  | 'home'
  | 'sessions'
>;

/** The state of a workspace, as everybody sees it now. */
export function createView({ people, channels, messages, files, homes, sessions }: Team): View {
  const publicly = (channel: string) => messages.in(channel).filter(({ onlyFor }) => !onlyFor);
  return {
    people: people.all,
    channels: channels.all,
    channel(wanted) {
      const name = wanted.replace(/^#/, '');
      const found = channels
        .all()
        .find((channel) => channel.id === wanted || channel.name === name);
      if (!found) throw new Error(`There is no channel ${wanted} in this workspace`);
      return found;
    },
    messages: ({ id }) =>
      publicly(id).filter(({ threadTs, broadcast }) => threadTs === undefined || broadcast),
    thread({ id }, root) {
      const ts = rootOf(root);
      return publicly(id).filter((message) => message.ts === ts || message.threadTs === ts);
    },
    directMessages: (person) => publicly(channels.direct(person).id),
    message: ({ channel, ts }) => messages.find(channel, ts),
    contentOf: ({ id }) => files.bytesOf(id),
    home: ({ id }) => homes.of(id),
    sessions: sessions.all,
  };
}

function rootOf(root: Message | string): string {
  return typeof root === 'string' ? root : (root.threadTs ?? root.ts);
}
