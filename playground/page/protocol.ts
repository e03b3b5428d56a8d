import { z } from 'zod';
import type { Block } from './block-kit.ts';

/** Somebody of the workspace, as the page shows them. */
export type Person = {
  id: string;
  name: string;
  isBot: boolean;
  /** Only of those whom a visitor can be: who that is, in a few words. */
  seat: string | undefined;
};

/** A channel, or somebody's direct messages with the bot. */
export type Channel = {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  isArchived: boolean;
  topic: string;
  /** Messages of others since it was last looked at. */
  unread: number;
};

/** A message as one person sees it; text and blocks in Slack's escaped form. */
export type Message = {
  channel: string;
  ts: string;
  /** Only of replies. */
  threadTs: string | undefined;
  user: string;
  text: string;
  blocks: readonly Block[];
  files: readonly { id: string; name: string; size: number }[];
  isEdited: boolean;
  /** Whether a reply also stands in the channel itself. */
  isBroadcast: boolean;
  isOnlyForMe: boolean;
  isDeleted: boolean;
  reactions: readonly { name: string; users: readonly string[] }[];
};

/** A form that lies before a person. */
export type Modal = {
  id: string;
  title: string;
  submitText: string | undefined;
  closeText: string;
  blocks: readonly Block[];
  /** What is entered: by block id, then by action id, in Slack's form. */
  state: Record<string, Record<string, Record<string, unknown>>>;
  /** What is wrong with it, by block id. */
  errors: Record<string, string>;
};

/** What the bot calls out to be pressed or chosen, and where it stands. */
export const Place = z.union([
  z.object({ channel: z.string(), ts: z.string() }),
  z.object({ modal: z.string() }),
  z.object({ home: z.literal(true) }),
]);
export type Place = z.infer<typeof Place>;

const message = { channel: z.string(), ts: z.string() };
const answers = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What a visitor does as the person whom they are. */
export const Deed = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('say'),
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
  z.object({ type: z.literal('press'), place: Place, actionId: z.string() }),
  z.object({ type: z.literal('choose'), place: Place, actionId: z.string(), value: z.string() }),
  z.object({ type: z.literal('submit'), answers }),
  z.object({ type: z.literal('dismiss') }),
  z.object({ type: z.literal('read'), channel: z.string() }),
  z.object({ type: z.literal('open home') }),
]);
export type Deed = z.infer<typeof Deed>;

/** What a visitor does to the world behind the workspace. */
export const BackstageDeed = z.discriminatedUnion('type', [
  z.object({ type: z.literal('play'), play: z.string() }),
  z.object({ type: z.literal('stop play') }),
  z.object({ type: z.literal('fault'), fault: z.string(), isOn: z.boolean() }),
  z.object({ type: z.literal('kill bot') }),
  z.object({ type: z.literal('start bot') }),
]);
export type BackstageDeed = z.infer<typeof BackstageDeed>;

/** What a visitor wants of their own tab: to be somebody, or to follow a play no longer. */
export const TabDeed = z.discriminatedUnion('type', [
  z.object({ type: z.literal('be'), person: z.string().optional() }),
  z.object({ type: z.literal('look away') }),
]);
export type TabDeed = z.infer<typeof TabDeed>;

/** What a tab asks for; answered under the same id. */
export const Ask = z.object({ id: z.number(), deed: z.union([TabDeed, Deed, BackstageDeed]) });
export type Ask = z.infer<typeof Ask>;

/** How it went; `shown` is what Slack or the bot says to it at once. */
export type Outcome = { status: 'done' | 'refused'; shown: string | undefined };

/** Everything that one person has before them. */
export type Screen = {
  team: string;
  me: Person;
  /** Everybody, those whom a visitor can be first. */
  people: readonly Person[];
  channels: readonly Channel[];
  messages: readonly Message[];
  modal: Modal | undefined;
  /** What the bot published as this person's App Home; `undefined` until it did. */
  home: readonly Block[] | undefined;
  /** What the bot says it is doing, by channel and thread. */
  statuses: readonly Status[];
  bot: {
    user: string;
    name: string;
    hasHome: boolean;
    commands: readonly { name: string; description: string; hint: string | undefined }[];
    shortcuts: readonly { callbackId: string; name: string }[];
  };
};

export type Status = { channel: string; threadTs: string; words: string };

/** What happens behind the workspace, the same for everybody. */
export type Backstage = {
  bot: 'starting' | 'up' | 'down';
  /** Which engine triages, and what there is to know of it. */
  model: { name: string; words: string };
  /** What waits in the bot; `undefined` while nobody can say. */
  waiting: { jobs: number; posts: number } | undefined;
  faults: readonly Fault[];
  plays: readonly Play[];
  playing: string | undefined;
};

export type Fault = {
  name: string;
  title: string;
  words: string;
  isOn: boolean;
  /** Why it cannot be had now. */
  unavailable: string | undefined;
};

export type Play = { name: string; title: string; words: string };

/** One line of what happens, in plain words. */
export type Line = {
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  about: 'delivery' | 'outbox' | 'bot' | 'model' | 'play';
  isTrouble: boolean;
  words: string;
};

/** What one change means for one person's screen. */
export type Change =
  | { type: 'message'; message: Message }
  | { type: 'message gone'; channel: string; ts: string }
  | { type: 'channel'; channel: Channel }
  | { type: 'channel gone'; channel: string }
  | { type: 'person'; person: Person }
  | { type: 'modal'; modal: Modal | undefined }
  | { type: 'home'; home: readonly Block[] | undefined }
  | { type: 'status'; status: Status };

/** Where a play wants the visitor to look. */
export type Look = {
  person: string;
  channel: string;
  thread: string | undefined;
  /** What happens there, in a few words. */
  caption: string | undefined;
  /** What is being typed there, and how long that takes. */
  typing: { words: string; forMs: number } | undefined;
};

/** What a tab is told. */
export type Told =
  | { type: 'answer'; id: number; outcome: Outcome }
  | { type: 'screen'; screen: Screen }
  | { type: 'change'; change: Change }
  | { type: 'backstage'; backstage: Backstage }
  | { type: 'lines'; lines: readonly Line[] }
  | { type: 'look'; look: Look };
