import { timeOf } from '../../conversations/slack-ts.ts';
import type { Transaction } from '../../database/open-database.ts';
import { leftPlaceholders } from '../../desk/placeholders.ts';
import { ticketOfCard } from '../../outbox/outbox-store.ts';
import { findSecrets } from '../../privacy/find-secrets.ts';
import { channelOf } from '../../routing/agent-channels.ts';
import { goesOnIn } from '../../tickets/merged-tickets.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { openTicket } from '../../tickets/ticket-of-message.ts';
import { lockTicket } from '../../tickets/ticket-store.ts';
import { lastTsOfTicket } from '../../tickets/ticket-transcript.ts';
import {
  SendTypedReply,
  type TypedReply,
  type TypedReplyRemark,
} from '../../tickets/typed-reply.ts';
import {
  findPendingAt,
  insertTypedReply,
  lockTypedReply,
  noteAsked,
  noteOver,
} from '../../tickets/typed-reply-store.ts';
import type { MessageEvent, SlackMessage } from '../reading/slack-message.ts';
import { type TypedReply as Typed, typedReply } from '../reading/typed-reply.ts';
import { AGENTS_ONLY } from './answers.ts';
import type { ListenerDeps } from './listener.ts';

/** One that is found later than this after it was typed is asked about. */
export const LATE_MS = 2 * 60_000;

/**
 * What is written in the agents' channels. All of it stays inside and is dropped, but for a reply that an
 * agent types behind the desk's prefix: it is stored, and shown at once with *Take back*.
 */
export async function takeInAgentsMessage(event: MessageEvent, deps: ListenerDeps): Promise<void> {
  const { replyPrefix: prefix, agents } = deps;
  if (prefix === undefined || !agents.isAgentsChannel(event.channel)) return;
  if ('deleted_ts' in event) return takeBackDeleted(event.deleted_ts, deps);
  if ('message' in event) return askAboutEdited(event.message, prefix, deps);
  if (event.type === 'message') await takeInTyped(event.channel, event, deps);
}

/** Takes in a message as it is in an event or in a history. */
export async function takeInTyped(
  channel: string,
  message: SlackMessage,
  deps: ListenerDeps,
): Promise<void> {
  const { replyPrefix: prefix, agents, database, names, sendEphemeral } = deps;
  const typed = prefix === undefined ? undefined : typedReply(message, { prefix, names });
  if (!typed) return;
  const { author, root } = typed;
  const ticketId = await ticketOfCard(database.queries, { channel, ts: root });
  if (ticketId === undefined) return;
  if (!agents.isAgent(author)) {
    return sendEphemeral({ channel, user: author, thread: root, text: AGENTS_ONLY });
  }
  await database.transaction(async (transaction) => {
    const ticket = await lockTicket(transaction, ticketId);
    await store(transaction, { ticket, channel, typed }, deps);
  });
}

async function store(
  transaction: Transaction,
  { ticket, channel, typed }: { ticket: Ticket; channel: string; typed: Typed },
  deps: ListenerDeps,
): Promise<void> {
  const { outbox, enqueue, newId, now, beforeTypedReplyMs } = deps;
  const { team, id: ticket_id, destination } = ticket;
  const { author, ts, root, written, hasFiles } = typed;
  const refused = await refusalOf(transaction, { ticket, channel, typed }, deps);
  const remarks = refused === undefined ? remarksAtOnce(ticket, ts, now()) : [refused];
  const isKept = written.status === 'read' && refused === undefined;
  const id = newId();
  const goes_at = new Date(now().getTime() + beforeTypedReplyMs);
  const status = remarks.length > 0 ? 'asked' : 'waiting';
  const isNew = await insertTypedReply(transaction, {
    id,
    team,
    ticket_id,
    author,
    ts,
    body: isKept ? written.body : [],
    text: isKept ? written.text : '',
    has_files: hasFiles,
    status: refused === undefined ? status : 'refused',
    remarks,
    destination,
    seen_ts: await lastTsOfTicket(transaction, ticket),
    seen_at: now(),
    goes_at,
  });
  if (!isNew) return;
  const about = { ticketId: ticket_id, replyId: id };
  await outbox.postOnce(transaction, { team, channel, thread: root, kind: 'sent-reply', about });
  if (remarks.length > 0) return;
  await enqueue(transaction, { kind: SendTypedReply, payload: { id }, startAfter: goes_at });
}

/** Why it can never be sent; its words are not stored then. */
async function refusalOf(
  transaction: Transaction,
  { ticket, channel, typed: { written } }: { ticket: Ticket; channel: string; typed: Typed },
  { agentChannels }: ListenerDeps,
): Promise<TypedReplyRemark | undefined> {
  const { id: ticketId, conversation_id, destination, status } = ticket;
  if (channelOf(agentChannels, destination) !== channel) return { because: 'elsewhere', ticketId };
  if (ticket.merged_into !== null) {
    return { because: 'elsewhere', ticketId: (await goesOnIn(transaction, ticket)).id };
  }
  const open = status === 'resolved' && (await openTicket(transaction, conversation_id));
  if (open) return { because: 'elsewhere', ticketId: open.id };
  if (written.status === 'empty') return { because: 'empty' };
  if (written.status === 'refused') return { because: written.because };
  const names = leftPlaceholders(written.text, {});
  if (names.length > 0) return { because: 'placeholders', names };
  const kinds = findSecrets(written.text);
  return kinds.length > 0 ? { because: 'secrets', kinds } : undefined;
}

/** What is known to be odd about it when it is taken in. */
function remarksAtOnce({ status }: Ticket, ts: string, at: Date): TypedReplyRemark[] {
  const isLate = at.getTime() - timeOf(ts).getTime() > LATE_MS;
  return [
    ...(isLate ? [{ because: 'late' } as const] : []),
    ...(status === 'resolved' ? [{ because: 'resolved' } as const] : []),
  ];
}

/** Whoever deletes what they typed does not want it sent. */
async function takeBackDeleted(ts: string, { database, outbox }: ListenerDeps): Promise<void> {
  await withPending(ts, database, async (transaction, { id, ticket_id: ticketId }) => {
    await noteOver(transaction, { id, status: 'taken-back' });
    await outbox.markStale(transaction, { kind: 'sent-reply', about: { ticketId, replyId: id } });
  });
}

/** An edit is no reply: what was typed first is asked about. */
async function askAboutEdited(
  message: SlackMessage,
  prefix: string,
  { database, outbox, names }: ListenerDeps,
): Promise<void> {
  const typed = typedReply({ ...message, edited: null, attachments: [] }, { prefix, names });
  const text = typed?.written.status === 'read' ? typed.written.text : undefined;
  await withPending(message.ts, database, async (transaction, reply) => {
    // Slack calls it an edit, too, where it adds a preview.
    if (text === reply.text) return;
    const { id, ticket_id: ticketId, remarks } = reply;
    if (remarks.some(({ because }) => because === 'edited')) return;
    const asked = { ...reply, remarks: [...remarks, { because: 'edited' } as const] };
    await noteAsked(transaction, asked);
    await outbox.markStale(transaction, { kind: 'sent-reply', about: { ticketId, replyId: id } });
  });
}

async function withPending(
  ts: string,
  { queries, transaction }: ListenerDeps['database'],
  change: (transaction: Transaction, reply: TypedReply) => Promise<void>,
): Promise<void> {
  const found = await findPendingAt(queries, { ts });
  if (!found) return;
  await transaction(async (work) => {
    await lockTicket(work, found.ticket_id);
    const reply = await lockTypedReply(work, found.id);
    if (reply.status === 'waiting' || reply.status === 'asked') await change(work, reply);
  });
}
