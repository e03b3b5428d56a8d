import type { KnownBlock } from '@slack/web-api';
import type { Queries } from '../../database/open-database.ts';
import type { Category, FileLimits, ResolveReason } from '../../desk/desk.ts';
import type { Content, MessageKind } from '../../outbox/kinds.ts';
import type { OutboxMessage } from '../../outbox/outbox-message.ts';
import type { AgentChannels } from '../../routing/agent-channels.ts';
import type { ReadDesk } from '../../settings/desk-in-use.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Agents } from '../workspace/agents.ts';
import type { Channels } from '../workspace/channels.ts';
import type { Leads } from '../workspace/leads.ts';
import type { Profiles } from '../workspace/profiles.ts';
import type { AgentNaming } from './agent-name.ts';
import type { CustomerTexts } from './customer-texts.ts';

/** A name, and the address of a picture. */
export type PostedAs = { name: string; picture: string | undefined };

/** A message in Slack's form. The text is what notifications show, not yet escaped. */
export type Rendered = {
  text: string;
  blocks: KnownBlock[];
  /** What the transcript keeps of it, where the message belongs in one. */
  transcriptText?: string;
  /** Others than agents can read its channel, so it leaves out what only they may. */
  isWithheld?: true;
  /** The name and picture that it is posted under, where they are not the bot's own. */
  postedAs?: PostedAs;
  /** Of a line in a thread: it shows in the channel, too. */
  isAlsoInChannel?: true;
};

/** What messages are rendered from, as it is when they are sent. */
export type RenderSources = {
  queries: Queries;
  categories: Category[];
  /** The agents' channels. */
  channels: AgentChannels;
  channelLookup: Pick<Channels, 'lookUp'>;
  profiles: Profiles;
  agents: Pick<Agents, 'isAgent' | 'mayWorkOn'>;
  naming: AgentNaming;
  texts: CustomerTexts;
  resolveReasons: readonly ResolveReason[];
  /** Customers are asked how it went. */
  asksForFeedback: boolean;
  /** Slack lets the bot post under agents' names. */
  isPostedAs: boolean;
  workspaceUrl: string;
  readDesk: ReadDesk;
  settings: Pick<Settings, 'read'>;
  leads: Leads;
  now: () => Date;
  /** For how long what a customer writes opens their resolved ticket again. */
  reopenWithinDays: number;
  /** How many files are carried, and of what size; undefined where Slack does not let the bot. */
  fileLimits: FileLimits | undefined;
  /** Whether the weekly report has figures of each agent, and its CSV as a file. */
  report: { byAgent: boolean; isAttached: boolean };
  /** Without tables, folded parts and the like: Slack has refused the message with them. */
  isPlain?: boolean;
};

/** The messages of one kind, or of all. */
export type MessageOf<Kind extends MessageKind> = {
  [K in Kind]: Omit<OutboxMessage, keyof Content> & { kind: K } & Pick<
      Extract<Content, { kind: K }>,
      'about' | 'words'
    >;
}[Kind];

/** All but what is posted as a file and nothing else. */
export type RenderedKind = Exclude<MessageKind, 'reply-file' | 'report-file'>;
export type RenderedMessage = Exclude<OutboxMessage, { kind: 'reply-file' | 'report-file' }>;

/** Renders the messages of one kind. */
export type Renderer<Kind extends MessageKind> = (
  message: MessageOf<Kind>,
  sources: RenderSources,
) => Rendered | Promise<Rendered>;
