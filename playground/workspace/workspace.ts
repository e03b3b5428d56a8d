import type { Actor } from './acting/actor.ts';
import type { Fault } from './faults/fault.ts';
import type { Manifest } from './manifest.ts';
import type { Attempt, Call, Change } from './team/change.ts';
import type { Channel, NewChannel } from './team/channel.ts';
import type { Home } from './team/home.ts';
import type { File, Message } from './team/message.ts';
import type { NewPerson, Person } from './team/person.ts';
import type { PostingApp } from './team/posting-apps.ts';
import type { Session } from './team/sessions.ts';

/**
 * A Slack workspace on this machine, with one app installed: the bot under test.
 * The bot connects to it over HTTP and WebSocket only; tests, the demo and the page use this object.
 */
export type Workspace = {
  readonly url: string;
  /** The bot's `SLACK_API_URL`; ends in `/api/`. */
  readonly apiUrl: string;
  readonly team: { id: string; name: string; domain: string };
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** The bot as a person of the workspace. */
  readonly bot: Person;
  readonly botUserId: string;
  readonly botId: string;
  readonly appId: string;
  readonly manifest: Manifest;

  /** Sends deliveries to this address by HTTP; without it they go over the sockets that the bot opens. */
  deliverTo: (url: string | undefined) => void;
  /** Posts anything to the address of `deliverTo`, and resolves with the response. */
  deliverRaw: (delivery: RawDelivery) => Promise<{ status: number; body: string }>;
  /** Resolves when every delivery made so far was accepted or given up. */
  delivered: () => Promise<void>;
  readonly deliveries: readonly Attempt[];
  readonly calls: readonly Call[];
  /** The bot's open sockets. */
  readonly sockets: {
    readonly count: number;
    /** Sends an envelope that a test wrote by hand, and resolves with what became of it. */
    deliver: (envelope: object) => Promise<number | string>;
    /** Asks the bot to reconnect, as Slack does now and then. */
    refresh: () => void;
    /** Breaks them. */
    cut: () => void;
  };

  addUser: (person: NewPerson) => Person;
  changeUser: (person: Person, changes: Partial<NewPerson>) => Person;
  addChannel: (channel: NewChannel) => Channel;
  /** Adds an app that posts: by itself, or with people's tokens (`say(…, { via })`). */
  addApp: (app: { name: string }) => PostingApp;
  /** An app posts without a user of its own, as forms and webhooks do. @throws when Slack refuses the blocks. */
  postAs: (app: PostingApp, where: Channel, post: AppPost) => Promise<Message>;
  editAs: (app: PostingApp, message: Message, post: AppPost) => Promise<Message>;
  /** The bot gets an event of each of these. */
  join: (channel: Channel, person: Person) => Channel;
  leave: (channel: Channel, person: Person) => Channel;
  archive: (channel: Channel) => Channel;
  unarchive: (channel: Channel) => Channel;
  /** Opens or closes a channel to another organisation. */
  share: (channel: Channel, shared: boolean) => Channel;
  /** Makes a channel public or private. */
  convert: (channel: Channel, kind: 'public' | 'private') => Channel;
  rename: (channel: Channel, name: string) => Channel;
  deleteChannel: (channel: Channel) => void;
  /** Gives a channel another id, as Slack does to a private channel that is shared. */
  changeChannelId: (channel: Channel) => Channel;

  /** A person's Slack client, on one of their devices: a form opens on the device where it was asked for. */
  as: (person: Person, device?: string) => Actor;
  people: () => readonly Person[];
  channels: () => readonly Channel[];
  /** The channel as it is now, by id, `#name` or name. @throws when there is none. */
  channel: (idOrName: string) => Channel;
  /** The messages of a channel that everybody sees, without replies, oldest first. */
  messages: (channel: Channel) => Message[];
  /** A thread, its first message included, oldest first. */
  thread: (channel: Channel, root: Message | string) => Message[];
  /** A person's direct messages with the bot, replies included, oldest first. */
  directMessages: (person: Person) => Message[];
  /** A message as it is now, or `undefined` when it was deleted. */
  message: (message: { channel: string; ts: string }) => Message | undefined;
  /** The bytes of a file; `undefined` when it was deleted. */
  contentOf: (file: Pick<File, 'id'>) => Uint8Array | undefined;
  /** The titles and statuses that the bot gave to threads. */
  sessions: () => readonly Session[];
  /** What the bot published as a person's App Home. */
  home: (person: Person) => Home | undefined;

  /** Calls `find` at each change, and resolves with its first value that is not `undefined` or `false`. */
  waitFor: <T>(
    find: () => T | undefined | false,
    options?: { timeoutMs?: number; what?: string },
  ) => Promise<T>;
  subscribe: (listener: (change: Change) => void) => () => void;

  readonly faults: { add: (fault: Fault) => () => void; clear: () => void };
  /** Refuses every connection, on the same address, until `comeUp`. */
  goDown: () => Promise<void>;
  comeUp: () => Promise<void>;
  stop: () => Promise<void>;
};

/** What an app posts; `username` is the name it gives itself. The text is in Slack's escaped form. */
export type AppPost = {
  text: string;
  blocks?: readonly object[];
  username?: string;
  thread?: Message;
};

/** A delivery that a test writes by hand, for what Slack itself would never send. */
export type RawDelivery = {
  body: string;
  contentType?: 'application/json' | 'application/x-www-form-urlencoded';
  signature?: 'right' | 'wrong' | 'missing';
  /** Unix seconds; by default, now. */
  timestamp?: number;
  headers?: Record<string, string>;
};

export type WorkspaceOptions = {
  /** The workspace's id, where two workspaces must differ. */
  teamId?: string;
  /** The app's manifest: a path, by default the repository's own. */
  manifest?: string;
  /** The scopes granted at installation, where they differ from the manifest's. */
  scopes?: readonly string[];
  port?: number;
  /** How long after each failed attempt an event is delivered again. */
  redeliverAfterMs?: readonly number[];
  /** How long the bot has to acknowledge; Slack gives 3 s. */
  acknowledgeWithinMs?: number;
  /** Whether `chat.postMessage` is limited to about one a second and channel, as in Slack. */
  rateLimits?: boolean;
  /** How many looks by `files.info` do not yet find where a file was shared; by default, one. */
  sharesAfterLooks?: number;
  /** For faults with a probability, and for shuffling. */
  seed?: number;
  now?: () => number;
};
