import type { Option } from '../blocks/options.ts';
import type { RichText } from '../blocks/rich-text.ts';
import type { Channel } from '../team/channel.ts';
import type { Home } from '../team/home.ts';
import type { Message } from '../team/message.ts';
import type { Modal } from '../team/modal.ts';
import type { Person } from '../team/person.ts';
import type { PostingApp } from '../team/posting-apps.ts';

/**
 * One person's Slack client: what they do, and what they see.
 * Each method resolves when Slack's client would be done; the bot's reaction to a message comes
 * later (`waitFor`). A method throws where the client does not offer the action.
 */
export type Actor = {
  readonly person: Person;

  say: (where: Channel, text: string, options?: SayOptions) => Promise<Message>;
  directMessage: (text: string, options?: SayOptions) => Promise<Message>;
  edit: (
    message: Message,
    text: string,
    options?: Pick<SayOptions, 'mentions'>,
  ) => Promise<Message>;
  delete: (message: Message) => Promise<void>;
  /** Deletes a file of one's own message, which stays. */
  takeBackFile: (message: Message, name: string) => Promise<void>;
  react: (message: Message, name: string) => Promise<Message>;

  /** Types a slash command into the composer of a channel, of a thread, or of the direct messages with the bot. */
  command: (name: string, options?: CommandOptions) => Promise<Outcome>;
  /** Presses a button, found by its text or its action id; of feedback buttons by the text of one. */
  press: (where: Message | Modal | Home, button: string) => Promise<Outcome>;
  /**
   * Chooses in a select, overflow, radio, checkbox or date element; an option is found by its text or
   * its value. Of checkboxes, `value` is all that is ticked afterwards. The bot receives it at once,
   * from an input block only if that asks for it (`dispatch_action`).
   */
  choose: (
    where: Message | Modal | Home,
    actionId: string,
    value: string | readonly string[],
  ) => Promise<Outcome>;
  /**
   * What a menu whose options come from the bot (`external_select`) offers for the typed text; nothing
   * while that is shorter than the menu's `min_query_length`. Rejects where the options do not load.
   */
  optionsOf: (
    where: Message | Modal | Home,
    actionId: string,
    query?: string,
  ) => Promise<OptionsUnder[]>;
  /** Chooses a message shortcut, by its callback id or its name, from a message's menu. */
  shortcut: (name: string, message: Message) => Promise<Outcome>;

  /** Opens the Home tab of the bot's app; what the bot publishes there is the workspace's `home`. */
  openHome: () => Promise<void>;

  /** The form on top, or `undefined`. */
  readonly modal: Modal | undefined;
  /**
   * Enters values into the form on top, by label, block id or action id. Text typed into a rich text
   * input becomes rich text.
   */
  fill: (answers: Record<string, Answer>, options?: Pick<SayOptions, 'mentions'>) => void;
  submit: () => Promise<SubmitOutcome>;
  dismiss: () => Promise<Outcome>;

  /** The channels in this person's sidebar, direct messages with the bot included. */
  channels: () => Channel[];
  /** The messages of a channel in order, threads and what only this person sees included. */
  sees: (where: Channel) => Message[];
  ephemerals: (where: Channel) => Message[];
  /** How many messages others have posted since `read`. */
  unread: (where: Channel) => number;
  read: (where: Channel) => void;
};

export type SayOptions = {
  /** The message (or its `ts`) whose thread this goes into. */
  thread?: Message | string | undefined;
  /** Also show the reply in the channel. */
  broadcast?: boolean;
  /** The people and groups whose typed `@Real Name`, `@name` or `@channel` becomes a mention. */
  mentions?: readonly (Person | Broadcast)[];
  files?: readonly NewFile[];
  /** An app that posts it with this person's token: Slack then names both. */
  via?: PostingApp;
};

/** An answer in a form: text, an option or options, rich text as it is, or files. */
export type Answer = string | readonly string[] | RichText | readonly NewFile[];

/** Options under their label; without one where they are not grouped. */
export type OptionsUnder = { label: string | undefined; options: readonly Option[] };

export type Broadcast = 'channel' | 'here' | 'everyone';
/** A file to attach; its size is that of its content, unless Slack shall state another. */
export type NewFile = {
  name: string;
  mimetype?: string;
  size?: number;
  content?: string | Uint8Array;
  /** The address of a file that another site keeps. */
  external?: string;
  /** Whether messages name no more of it than its id, as in channels with another organisation. */
  isStub?: boolean;
};
/** `in`: a channel; without it, the direct messages with the bot. */
export type CommandOptions = { in?: Channel; text?: string; thread?: Message | string };

/**
 * The outcome of a command or a click.
 * `shown` is what the person reads at once: the bot's answer, or Slack's own error message.
 */
export type Outcome =
  | { status: 'acknowledged'; shown: string | undefined }
  | { status: 'failed'; reason: string; shown: string }
  | { status: 'refused'; shown: string };

/** The outcome of a form's submission. `errors` are by block id. */
export type SubmitOutcome =
  | { status: 'closed' }
  | { status: 'errors'; errors: Record<string, string> }
  | { status: 'replaced'; modal: Modal }
  | { status: 'failed'; reason: string; shown: string };
