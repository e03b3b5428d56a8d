import { z } from 'zod';
import type { Block, Option } from './block-kit.ts';

/** A person of the workspace, as the page shows them. */
export type Person = {
  id: string;
  name: string;
  isBot: boolean;
  /** In a few words, of those whom a visitor can be; `undefined` for the others. */
  role: string | undefined;
};

/** A channel, or somebody's direct messages with the bot. */
export type Channel = {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  isArchived: boolean;
  topic: string;
  /** How many messages others posted since the person last opened it. */
  unread: number;
};

/** A message as one person sees it; text and blocks in Slack's escaped form. */
export type Message = {
  channel: string;
  ts: string;
  /** Only of replies. */
  threadTs: string | undefined;
  user: string;
  /** Under which name and picture an app posted it, where they are not a user's. */
  author: { name: string; emoji: string | undefined } | undefined;
  isByTheBot: boolean;
  text: string;
  blocks: readonly Block[];
  files: readonly { id: string; name: string; size: number }[];
  isEdited: boolean;
  /** Whether a reply also shows in the channel itself. */
  isBroadcast: boolean;
  isOnlyForMe: boolean;
  isDeleted: boolean;
  reactions: readonly { name: string; users: readonly string[] }[];
};

/** The form that a person has open in this tab. */
export type Modal = {
  id: string;
  title: string;
  submitText: string | undefined;
  closeText: string;
  blocks: readonly Block[];
  /** What was entered: by block id, then by action id, as in Slack's `view.state.values`. */
  state: Record<string, Record<string, Record<string, unknown>>>;
  /** The errors to show, by block id. */
  errors: Record<string, string>;
};

/** Where a button or a select is: in a message, in a form, or in the App Home. */
export const Place = z.union([
  z.object({ channel: z.string(), ts: z.string() }),
  z.object({ modal: z.string() }),
  z.object({ home: z.literal(true) }),
]);
export type Place = z.infer<typeof Place>;

const message = { channel: z.string(), ts: z.string() };
const value = z.union([z.string(), z.array(z.string())]);
/** What was entered in a form so far: by action id, or by block id where several fields share an action id. */
const Answers = z.record(z.string(), value);
export type Answers = z.infer<typeof Answers>;

/** What a visitor does in the workspace, as the person whom they chose. */
export const WorkspaceAction = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('post'),
    channel: z.string(),
    text: z.string(),
    thread: z.string().optional(),
    isBroadcast: z.boolean().optional(),
    files: z.array(z.object({ name: z.string(), size: z.number() })).optional(),
  }),
  z.object({
    type: z.literal('command'),
    channel: z.string(),
    name: z.string(),
    text: z.string(),
    thread: z.string().optional(),
  }),
  z.object({ type: z.literal('edit'), ...message, text: z.string() }),
  z.object({ type: z.literal('delete'), ...message }),
  z.object({ type: z.literal('react'), ...message, name: z.string() }),
  z.object({ type: z.literal('shortcut'), ...message, callbackId: z.string() }),
  z.object({
    type: z.literal('press'),
    place: Place,
    actionId: z.string(),
    answers: Answers.optional(),
  }),
  z.object({
    type: z.literal('choose'),
    place: Place,
    actionId: z.string(),
    value,
    answers: Answers.optional(),
  }),
  z.object({ type: z.literal('search'), place: Place, actionId: z.string(), query: z.string() }),
  z.object({ type: z.literal('submit'), answers: Answers }),
  z.object({ type: z.literal('dismiss') }),
  z.object({ type: z.literal('read'), channel: z.string() }),
  z.object({ type: z.literal('open home') }),
]);
export type WorkspaceAction = z.infer<typeof WorkspaceAction>;

/** What a visitor does with the controls: scenarios, faults, the bot's process, and the time. */
export const ControlAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run scenario'), scenario: z.string() }),
  z.object({ type: z.literal('stop scenario') }),
  z.object({ type: z.literal('set fault'), fault: z.string(), isOn: z.boolean() }),
  z.object({ type: z.literal('kill bot') }),
  z.object({ type: z.literal('start bot') }),
  z.object({
    type: z.literal('move clock'),
    to: z.enum(['quarter', 'hour', 'morning', 'week', 'holiday']),
  }),
]);
export type ControlAction = z.infer<typeof ControlAction>;

/** What a visitor does with their own tab: become a person, or stop following a scenario. */
export const TabAction = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('switch person'),
    person: z.string().optional(),
    /** The tab's own id, which it keeps when its connection is lost. */
    tab: z.string().optional(),
  }),
  z.object({ type: z.literal('stop following') }),
]);
export type TabAction = z.infer<typeof TabAction>;

const Action = z.union([TabAction, WorkspaceAction, ControlAction]);
export type Action = z.infer<typeof Action>;

/** A tab's request; the server answers it under the same id. */
export const ActionRequest = z.object({ id: z.number(), action: Action });
export type ActionRequest = z.infer<typeof ActionRequest>;

/** How an action ended; `shown` is what Slack or the bot answers at once. */
export type Outcome = {
  status: 'done' | 'refused';
  shown: string | undefined;
  /** What a menu offers, of a search in it. */
  options?: readonly OptionsUnder[];
};

/** Options under their label; without one where they are not grouped. */
export type OptionsUnder = { label: string | undefined; options: readonly Option[] };

/** Everything that one person's Slack shows. */
export type Screen = {
  team: string;
  me: Person;
  /** Everybody in the workspace, and Slackbot. */
  people: readonly Person[];
  channels: readonly Channel[];
  messages: readonly Message[];
  modal: Modal | undefined;
  /** What the bot published as this person's App Home; `undefined` until it did. */
  home: readonly Block[] | undefined;
  /** What the bot reports that it is doing, by channel and thread. */
  statuses: readonly Status[];
  sessions: readonly Session[];
  bot: {
    name: string;
    hasHome: boolean;
    commands: readonly { name: string; description: string; hint: string | undefined }[];
    shortcuts: readonly { callbackId: string; name: string }[];
  };
};

/** A thread's title and status, which the bot sets. */
export type Session = {
  channel: string;
  threadTs: string;
  status: string;
  title: string | undefined;
};

export type Status = { channel: string; threadTs: string; text: string };

/** The state of the controls, the same for every tab. */
export type Controls = {
  bot: 'starting' | 'up' | 'down';
  /** The engine that triages. */
  model: { name: string; description: string };
  /** How many jobs and posts wait in the bot's database; `undefined` while that is unknown. */
  backlog: { jobs: number; posts: number } | undefined;
  faults: readonly Fault[];
  scenarios: readonly Scenario[];
  /** The name of the scenario that runs now. */
  running: string | undefined;
  /** How many milliseconds the workspace's time is ahead of the real one. */
  aheadMs: number;
};

export type Fault = {
  name: string;
  title: string;
  description: string;
  isOn: boolean;
  /** Why it cannot be turned on. */
  unavailable: string | undefined;
};

export type Scenario = { name: string; title: string; description: string };

/** One entry of the activity log, in plain words. */
export type LogEntry = {
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  about: 'delivery' | 'outbox' | 'bot' | 'model' | 'scenario';
  isProblem: boolean;
  text: string;
};

/** One change of one person's screen. */
export type Change =
  | { type: 'message'; message: Message }
  | { type: 'message gone'; channel: string; ts: string }
  | { type: 'channel'; channel: Channel }
  | { type: 'channel gone'; channel: string }
  | { type: 'person'; person: Person }
  | { type: 'modal'; modal: Modal | undefined }
  | { type: 'home'; home: readonly Block[] | undefined }
  | { type: 'status'; status: Status }
  | { type: 'session'; session: Session };

/** What a running scenario shows its visitor. */
export type ScenarioStep = {
  person: string;
  channel: string;
  thread: string | undefined;
  /** What happens, in a few words. */
  caption: string | undefined;
  /** What is typed into the composer, and how long that takes. */
  typing: { text: string; forMs: number } | undefined;
};

/** What the server sends to a tab. */
export type ServerMessage =
  | { type: 'answer'; id: number; outcome: Outcome }
  | { type: 'screen'; screen: Screen }
  | { type: 'change'; change: Change }
  | { type: 'controls'; controls: Controls }
  | { type: 'log'; entries: readonly LogEntry[] }
  | { type: 'scenario step'; step: ScenarioStep };
