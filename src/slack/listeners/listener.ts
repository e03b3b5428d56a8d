import type { KnownBlock, ModalView, PlainTextOption, WebClient } from '@slack/web-api';
import type { Conversations } from '../../conversations/conversations.ts';
import type { Database } from '../../database/open-database.ts';
import type { Category, FileLimits, ResolveReason } from '../../desk/desk.ts';
import type { Enqueue } from '../../jobs/enqueue.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { AgentChannels } from '../../routing/agent-channels.ts';
import type { ReadDesk } from '../../settings/desk-in-use.ts';
import type { Settings } from '../../settings/settings.ts';
import type { AgentsThread } from '../../tickets/replies.ts';
import type { Tickets } from '../../tickets/tickets.ts';
import type { Unanswered } from '../../waiting/unanswered.ts';
import type { AgentNaming } from '../messages/agent-name.ts';
import type { CustomerTexts } from '../messages/customer-texts.ts';
import type { Shown } from '../messages/shown.ts';
import type { Names } from '../reading/names.ts';
import type { MessageReader } from '../reading/read-message.ts';
import type { BestEffort } from '../sending/best-effort.ts';
import type { SendEphemeral } from '../sending/send-ephemeral.ts';
import type { Agents } from '../workspace/agents.ts';
import type { Channels } from '../workspace/channels.ts';
import type { Companies } from '../workspace/companies.ts';
import type { Leads } from '../workspace/leads.ts';
import type { Profiles } from '../workspace/profiles.ts';
import type { OptionsRequest } from './interactions.ts';

/**
 * A text for a command; errors for a form, by the block of its input, another form in its place, or
 * the end of it and of those that it lies on.
 */
export type Acknowledgement = {
  text?: string;
  blocks?: KnownBlock[];
  errors?: Record<string, string>;
  view?: ModalView;
  closesAll?: true;
};

/** How a listener answers the user who acted. */
export type Responder = {
  /** Ends Slack's wait, after the commit. */
  acknowledge(answer?: Acknowledgement): Promise<void>;
  /** Shows a text to that user, if Slack lets it through. */
  reply(answer: string | Shown): void;
};

/** Handles one kind of interaction. It acknowledges when all of it is committed. */
export type Listener<Interaction> = (
  interaction: Interaction,
  responder: Responder,
  deps: ListenerDeps,
) => Promise<void>;

/** Answers what can be chosen, while somebody types. */
export type OptionsListener = (
  request: OptionsRequest,
  deps: ListenerDeps,
) => Promise<PlainTextOption[]>;

/** What the listeners share: each takes of it what it needs. */
export type ListenerDeps = {
  client: WebClient;
  database: Database;
  enqueue: Enqueue;
  outbox: Outbox;
  conversations: Conversations;
  tickets: Tickets;
  unanswered: Unanswered;
  agents: Agents;
  messageReader: MessageReader;
  channelLookup: Channels;
  companies: Companies;
  profiles: Profiles;
  names: Names;
  naming: AgentNaming;
  texts: CustomerTexts;
  sendEphemeral: SendEphemeral;
  bestEffort: BestEffort;
  rerunFailed: () => Promise<number>;
  /** The Slack user who may run failed jobs again without being an agent. */
  owner: string | undefined;
  categories: Category[];
  readDesk: ReadDesk;
  settings: Settings;
  /** Logs what somebody did, by ids. */
  audit: (about: object, what: string) => void;
  leads: Leads;
  /** What begins a reply that is typed in the agents' thread; undefined where the desk wants none. */
  replyPrefix: string | undefined;
  /** For how long such a reply can be taken back before it goes. */
  beforeTypedReplyMs: number;
  agentChannels: AgentChannels;
  agentsThreadOf: AgentsThread;
  resolveReasons: readonly ResolveReason[];
  /** How many files are carried, and of what size; undefined where Slack does not let the bot. */
  fileLimits: FileLimits | undefined;
  workspaceUrl: string;
  newId: () => string;
  /** The ids of the intake channels. */
  intakeChannels: string[];
  quietAfterMs: number;
  now: () => Date;
};
