import type { Person } from './person.ts';

/** A channel or the direct messages of a person and the bot: a plain snapshot, which a change replaces. */
export type Channel = {
  id: string;
  /** Without `#`; of direct messages, the person's id. */
  name: string;
  kind: ChannelKind;
  archived: boolean;
  /** Whether another organisation is in it (Slack Connect). */
  shared: boolean;
  topic: string;
  created: number;
  /** Ids of people, the bot's own user id among them. */
  members: readonly string[];
};

export type ChannelKind = 'public' | 'private' | 'im';

/** A new channel; by default it is public, with the bot in it. */
export type NewChannel = {
  name: string;
  private?: boolean;
  shared?: boolean;
  archived?: boolean;
  topic?: string;
  members?: readonly Person[];
  withBot?: boolean;
};
