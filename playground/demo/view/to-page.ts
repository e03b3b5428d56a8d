import type * as Page from '../../page/protocol.ts';
import type { Actor } from '../../workspace/acting/actor.ts';
import type { Channel } from '../../workspace/team/channel.ts';
import type { Message } from '../../workspace/team/message.ts';
import type { Modal } from '../../workspace/team/modal.ts';
import type { Person } from '../../workspace/team/person.ts';
import type { SelectablePerson } from '../people.ts';

/** Converts a person of the workspace to the page's protocol. */
export function personToPage(person: Person, selectable: readonly SelectablePerson[]): Page.Person {
  return {
    id: person.id,
    name: person.displayName || person.realName,
    isBot: person.kind === 'bot',
    role: selectable.find(({ id }) => id === person.id)?.role,
  };
}

/** The author of Slack's own messages; it is no account of the workspace. */
export const slackbot: Page.Person = {
  id: 'USLACKBOT',
  name: 'Slackbot',
  isBot: true,
  role: undefined,
};

export function channelToPage(channel: Channel, viewer: Actor, botName: string): Page.Channel {
  const { id, name, kind, archived, topic } = channel;
  return {
    id,
    kind,
    topic,
    name: kind === 'im' ? botName : name,
    isArchived: archived,
    unread: viewer.unread(channel),
  };
}

export function messageToPage(message: Message, botId: string): Page.Message {
  const { channel, ts, threadTs, user, text, blocks, reactions } = message;
  return {
    channel,
    ts,
    threadTs,
    user,
    author: authorOf(message),
    isByTheBot: message.bot?.id === botId,
    text,
    blocks,
    reactions,
    files: message.files
      .filter(({ mode }) => mode !== 'tombstone')
      .map((file) => ({ id: file.id, name: file.name, size: file.size })),
    isEdited: message.edited !== undefined,
    isBroadcast: message.broadcast,
    isOnlyForMe: message.onlyFor !== undefined,
    isDeleted: message.tombstone,
  };
}

function authorOf({ username, icons }: Message): Page.Message['author'] {
  if (username === undefined) return undefined;
  const emoji = icons && 'emoji' in icons ? icons.emoji.replaceAll(':', '') : undefined;
  return { name: username, emoji };
}

export function modalToPage(modal: Modal | undefined): Page.Modal | undefined {
  if (!modal) return undefined;
  const { id, title, submitText, closeText = 'Cancel', blocks, state, errors } = modal;
  return { id, title, submitText, closeText, blocks, state, errors };
}
