import { readMessage } from '../reading/message.ts';
import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Draft, Message } from './message.ts';

/** Every message, in the order of their `ts`. */
export type Messages = {
  post: (draft: Draft) => Message;
  /** Replaces the named properties of a message. */
  change: (message: Message, changed: Partial<Message> & { linkNames?: boolean }) => Message;
  delete: (message: Message) => void;
  react: (message: Message, name: string, user: string) => Message;
  find: (channel: string, ts: string) => Message | undefined;
  /** Lets all messages of a channel go on under its new id. */
  move: (from: string, to: string) => void;
  in: (channel: string) => Message[];
  /** The replies under a message, oldest first. */
  replies: (channel: string, threadTs: string) => Message[];
};

export type Names = {
  nameOf: (id: string) => string;
  idOf: (name: string) => string | undefined;
};

export function createMessages(deps: { clock: Clock; changes: Changes; names: Names }): Messages {
  const { clock, changes, names } = deps;
  const byChannel = new Map<string, Map<string, Message>>();
  const threads = new Map<string, Set<string>>();

  const channelOf = (id: string) => getOrAdd(byChannel, id, () => new Map<string, Message>());
  const threadOf = (channel: string, ts: string) =>
    getOrAdd(threads, `${channel}/${ts}`, () => new Set<string>());
  const find = (channel: string, ts: string) => byChannel.get(channel)?.get(ts);
  const replies = (channel: string, ts: string) =>
    [...threadOf(channel, ts)].flatMap((reply) => find(channel, reply) ?? []);
  const put = (message: Message) => {
    channelOf(message.channel).set(message.ts, message);
    return message;
  };
  const replace = (previous: Message, message: Message) => {
    put(message);
    changes.emit({ type: 'message changed', message, previous });
    return message;
  };

  return {
    find,
    move(from, to) {
      for (const message of channelOf(from).values()) put({ ...message, channel: to });
      byChannel.delete(from);
      const moved = [...threads].filter(([thread]) => thread.startsWith(`${from}/`));
      for (const [thread, replyTs] of moved) {
        threads.delete(thread);
        threads.set(`${to}${thread.slice(from.length)}`, replyTs);
      }
    },
    replies,
    in: (channel) => [...channelOf(channel).values()],
    post({ linkNames = false, ...draft }) {
      const content = { text: draft.text, blocks: draft.blocks ?? [] };
      const read = readMessage({ ...content, linkNames }, names);
      const kept = { files: draft.files ?? [], broadcast: draft.broadcast ?? false };
      const message = put({ ...blank, ...draft, ...content, ...kept, ...read, ts: clock.ts() });
      if (message.threadTs && !message.onlyFor) {
        threadOf(message.channel, message.threadTs).add(message.ts);
      }
      changes.emit({ type: 'message posted', message });
      return message;
    },
    change(previous, { linkNames = false, ...changed }) {
      const message = { ...previous, ...changed };
      return replace(previous, { ...message, ...readMessage({ ...message, linkNames }, names) });
    },
    delete(message) {
      if (replies(message.channel, message.ts).length > 0) {
        replace(message, { ...message, ...tombstone });
        return;
      }
      channelOf(message.channel).delete(message.ts);
      if (message.threadTs) threadOf(message.channel, message.threadTs).delete(message.ts);
      changes.emit({ type: 'message deleted', message, ts: clock.ts() });
    },
    react(message, name, user) {
      const before = message.reactions.find((reaction) => reaction.name === name);
      const others = message.reactions.filter((reaction) => reaction.name !== name);
      const reaction = { name, users: [...(before?.users ?? []), user] };
      const reacted = put({ ...message, reactions: [...others, reaction] });
      changes.emit({ type: 'reaction added', message: reacted, name, user });
      return reacted;
    },
  };
}

const blank = {
  threadTs: undefined,
  bot: undefined,
  username: undefined,
  icons: undefined,
  blocks: [],
  metadata: undefined,
  files: [],
  edited: undefined,
  broadcast: false,
  reactions: [],
  onlyFor: undefined,
  tombstone: false,
  clientMessageId: undefined,
} as const;

const deletedText = 'This message was deleted.';
const tombstone = {
  ...blank,
  tombstone: true,
  user: 'USLACKBOT',
  text: deletedText,
  shown: deletedText,
  pings: [],
  links: [],
} as const;

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}
