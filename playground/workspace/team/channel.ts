import type { Person } from './person.ts';

/** A place where messages stand. A plain snapshot: what changes it makes a new one. */
export type Channel = {
  id: string;
  /** Without `#`; of a direct message, the id of the person the bot talks with. */
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

/** What a test says about a channel; by default it is public, with the bot in it. */
export type NewChannel = {
  name: string;
  private?: boolean;
  shared?: boolean;
  archived?: boolean;
  topic?: string;
  members?: readonly Person[];
  withBot?: boolean;
};
