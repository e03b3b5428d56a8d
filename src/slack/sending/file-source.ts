import { loadConversation } from '../../conversations/conversation-store.ts';
import { isShown } from '../../conversations/message-content.ts';
import type { Queries } from '../../database/open-database.ts';
import type { FileLimits } from '../../desk/desk.ts';
import { LeftOut, Undeliverable } from '../../outbox/messenger.ts';
import type { FileMessage } from '../../outbox/outbox-message.ts';
import type { CarriedAccount } from '../../tickets/carried-bytes-store.ts';
import { loadReply } from '../../tickets/reply-store.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { messagesOfTicket } from '../../tickets/ticket-transcript.ts';
import { recordsWithheld } from '../messages/records-withheld.ts';
import type { Channels } from '../workspace/channels.ts';

/** Which file is carried, and whose day it counts for. */
export type FileSource = {
  file: string;
  name: string;
  account: CarriedAccount;
};

export type FileSources = {
  queries: Queries;
  channelLookup: Pick<Channels, 'lookUp'>;
  /** How much is carried; undefined where Slack does not let the bot. */
  limits: FileLimits | undefined;
};

/** A file that somebody has attached. */
export type CarriedMessage = Exclude<FileMessage, { kind: 'report-file' }>;

/**
 * @throws {LeftOut} when it is not to be carried.
 * @throws {Undeliverable} when an agent's cannot be.
 */
export async function sourceOf(message: CarriedMessage, sources: FileSources): Promise<FileSource> {
  return message.kind === 'reply-file' ? ofReply(message, sources) : ofCustomer(message, sources);
}

/**
 * What customers attach goes only where personal records may go; the message that names it says so.
 *
 * @throws {LeftOut} where others than agents read.
 */
export async function assertMayBeRead(
  { kind, channel }: Pick<FileMessage, 'kind' | 'channel'>,
  { channelLookup }: Pick<FileSources, 'channelLookup'>,
): Promise<void> {
  if (kind !== 'carried-file') return;
  if (recordsWithheld(await channelLookup.lookUp(channel))) throw new LeftOut('withheld');
}

async function ofCustomer(
  { team, channel, about: { ticketId, ts, file } }: Extract<FileMessage, { kind: 'carried-file' }>,
  { queries, channelLookup, limits }: FileSources,
): Promise<FileSource> {
  if (!limits) throw new LeftOut('no-scopes');
  const ticket = await loadTicket(queries, ticketId);
  const { customer } = await loadConversation(queries, ticket.conversation_id);
  // What was merged is in several conversations, and what was split off is carried for that ticket.
  const messages = await messagesOfTicket(queries, ticket);
  const files =
    messages
      .filter((message) => message.ts === ts)
      .map((message) => message.files.filter(isShown))
      .find((shown) => shown.some(({ id }) => id === file)) ?? [];
  const place = files.findIndex(({ id }) => id === file);
  if (place < 0) throw new LeftOut('taken-back');
  if (place >= limits.perMessage) throw new LeftOut('too-many');
  await assertMayBeRead({ kind: 'carried-file', channel }, { channelLookup });
  const account = { team, customer, direction: 'to-agents' } as const;
  return { file, name: files[place]?.name ?? '', account };
}

async function ofReply(
  { team, about: { ticketId, replyId, file } }: Extract<FileMessage, { kind: 'reply-file' }>,
  { queries, limits }: FileSources,
): Promise<FileSource> {
  if (!limits) throw new Undeliverable('missing_scope');
  const { files, taken_back_at } = await loadReply(queries, replyId);
  if (taken_back_at !== null) throw new LeftOut('taken-back');
  const { conversation_id } = await loadTicket(queries, ticketId);
  const { customer } = await loadConversation(queries, conversation_id);
  const name = files.find(({ id }) => id === file)?.name ?? '';
  return { file, name, account: { team, customer, direction: 'to-customer' } };
}
