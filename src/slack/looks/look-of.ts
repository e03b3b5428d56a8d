import type { Conversation } from '../../conversations/conversation.ts';
import { loadConversation, rootsOf } from '../../conversations/conversation-store.ts';
import type { Database } from '../../database/open-database.ts';
import type { Category } from '../../desk/desk.ts';
import type { OutboxMessage } from '../../outbox/outbox-message.ts';
import { type AgentChannels, channelOf } from '../../routing/agent-channels.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { transcriptOf } from '../../tickets/ticket-transcript.ts';
import { summarizeOffline } from '../../triage/offline-engine.ts';
import { TriageRecord } from '../../triage/triage-record.ts';
import type { AgentRoster } from '../agent-roster.ts';
import type { ChannelDirectory } from '../channel-directory.ts';
import { permalink } from '../permalink.ts';
import type { Profiles } from '../profiles.ts';
import type { LookOf } from '../slack-messenger.ts';
import type { CardSubject } from './card-subject.ts';
import { changedMessageLook } from './changed-message-look.ts';
import { failureLook } from './failure-look.ts';
import { followUpLook } from './follow-up-look.ts';
import { homeOf } from './home-of.ts';
import { intakeLook } from './intake-look.ts';
import { namedLines } from './named-lines.ts';
import { paragraph } from './rich-text.ts';
import { resolvedLook, statusLook } from './status-look.ts';
import { ticketCard } from './ticket-card.ts';
import { transcriptLook } from './transcript-look.ts';
import { whyWithheld } from './why-withheld.ts';

type Sources = {
  database: Database;
  categories: Category[];
  channels: AgentChannels;
  directory: ChannelDirectory;
  profiles: Profiles;
  roster: AgentRoster;
  workspaceUrl: string;
};

/** Creates what says how each message looks now, read from what it is about. */
export function createLookOf(sources: Sources): LookOf {
  const { queries } = sources.database;
  return async (message) => {
    const { kind, subject } = message;
    switch (kind) {
      case 'ask-email':
      case 'ask-issue':
      case 'introduce':
        return intakeLook(kind, await loadConversation(queries, subject));
      case 'ticket-status':
        return statusOf(sources, message);
      case 'resolved':
        return resolvedOf(sources, message);
      case 'ticket-card':
        return ticketCard(await cardSubject(sources, message));
      case 'transcript': {
        const name = ticketName(await loadTicket(queries, subject));
        const lines = await namedLines(message.text, sources.profiles);
        return transcriptLook(lines, { part: message.part, name });
      }
      case 'home':
        return homeOf(sources, message);
      case 'answer':
        return answerLook(message.text ?? '');
      case 'failure-notice':
        return failureLook(message.text);
      case 'changed-message':
        return changedMessageLook(message.text, { ...sources, part: message.part });
      case 'follow-up':
        return followUpLook(await namedLines(message.text, sources.profiles));
      default:
        return kind satisfies never;
    }
  };
}

/** The bot's own words to somebody, where an ephemeral answer would not be seen. */
function answerLook(text: string) {
  return { text, blocks: [paragraph(text)] };
}

async function statusOf(sources: Sources, { subject, thread }: OutboxMessage) {
  const ticket = await loadTicket(sources.database.queries, subject);
  return statusLook({
    ticket,
    conversation: await loadConversation(sources.database.queries, ticket.conversation_id),
    title: titleOf(sources.categories, ticket.destination),
    isRoot: thread === null,
  });
}

async function resolvedOf({ database: { queries } }: Sources, { subject }: OutboxMessage) {
  const ticket = await loadTicket(queries, subject);
  return resolvedLook(ticket, await loadConversation(queries, ticket.conversation_id));
}

async function cardSubject(sources: Sources, message: OutboxMessage): Promise<CardSubject> {
  const { database, categories, channels, profiles } = sources;
  const ticket = await loadTicket(database.queries, message.subject);
  const conversation = await loadConversation(database.queries, ticket.conversation_id);
  const destination = ticket.destination ?? '';
  const title = titleOf(categories, destination);
  const isHere = message.channel === channelOf(channels, destination);
  return {
    ticket,
    title,
    record: TriageRecord.parse(ticket.triage),
    categories,
    escalatedBy: await nameOf(profiles, ticket.escalated_by),
    resolvedBy: ticket.resolved_by ? await nameOf(profiles, ticket.resolved_by) : undefined,
    link: await linkTo(sources, conversation),
    recordsWithheld: whyWithheld(await sources.directory.lookUp(message.channel)),
    movedTo: isHere ? undefined : (title ?? 'triage'),
    plainSummary: summarizeOffline(await transcriptOf(database.queries, ticket)),
  };
}

function titleOf(categories: Category[], destination: string | null): string | undefined {
  return categories.find(({ id }) => id === destination)?.title;
}

async function nameOf(profiles: Profiles, user: Ticket['escalated_by']): Promise<string> {
  return (await profiles.find(user))?.name ?? user;
}

/** Agents cannot open somebody's direct messages with the bot. */
async function linkTo({ database, workspaceUrl }: Sources, conversation: Conversation) {
  if (conversation.place === 'direct') return undefined;
  const [ts] = await rootsOf(database.queries, conversation.id);
  return ts === undefined
    ? undefined
    : permalink({ workspaceUrl, channel: conversation.channel, ts });
}
