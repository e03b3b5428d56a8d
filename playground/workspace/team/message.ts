import type { Block } from '../blocks/block.ts';

/**
 * A message as it is now: a plain snapshot, which an edit replaces.
 * `text` and the blocks are in Slack's escaped form; `shown` is what a reader sees.
 */
export type Message = {
  channel: string;
  ts: string;
  /** Only of replies: the `ts` of the thread's first message. */
  threadTs: string | undefined;
  /** The author's user id; empty where an app posts without a user, as a form does, and the bot under another name. */
  user: string;
  /** Of an app's messages, and of what a person posts through an app, which then is named. */
  bot: { id: string; appId: string; name?: string } | undefined;
  /** Under which name an app without a user posts, or the bot under a name of its choice. */
  username: string | undefined;
  /** The picture that the bot chose for this message. */
  icons: Icons | undefined;
  text: string;
  blocks: readonly Block[];
  metadata: Metadata | undefined;
  files: readonly File[];
  edited: { user: string; ts: string } | undefined;
  /** Whether a reply also shows in the channel itself. */
  broadcast: boolean;
  reactions: readonly Reaction[];
  /** Only of ephemeral messages: the one user who sees it. */
  onlyFor: string | undefined;
  /** Whether it was deleted but still has replies: Slack keeps such a message as a tombstone. */
  tombstone: boolean;
  clientMessageId: string | undefined;
  /** What a reader sees: the blocks' text, or else `text`; tokens and entities resolved. */
  shown: string;
  /** Whom it notifies, as Slack's tokens: `<!channel>`, `<!here>`, `<@U…>`, `<!subteam^S…>`. */
  pings: readonly string[];
  links: readonly Link[];
};

/** A message before it is posted and gets its `ts`. */
export type Draft = Pick<Message, 'channel' | 'user' | 'text'> & {
  [Key in
    | 'threadTs'
    | 'bot'
    | 'username'
    | 'icons'
    | 'blocks'
    | 'metadata'
    | 'files'
    | 'broadcast'
    | 'onlyFor'
    | 'clientMessageId']?: Message[Key] | undefined;
} & { linkNames?: boolean };

/** An emoji's name with its colons, or a picture's address. */
export type Icons = { emoji: string } | { image: string };
export type Metadata = { event_type: string; event_payload: Record<string, unknown> };
export type Reaction = { name: string; users: readonly string[] };
export type Link = { url: string; label: string };

/** A file attached to a message: its reference, never its content. */
export type File = {
  id: string;
  name: string;
  mimetype: string;
  /** As Slack states it. */
  size: number;
  user: string;
  created: number;
  /** Kept by Slack, by another site, or taken back. */
  mode: 'hosted' | 'external' | 'tombstone';
  /** Of a file that another site keeps. */
  address: string | undefined;
  /** Whether messages name no more of it than its id, as in channels with another organisation. */
  isStub: boolean;
};
