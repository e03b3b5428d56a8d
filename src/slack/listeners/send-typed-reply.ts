import { timeOf } from '../../conversations/slack-ts.ts';
import type { Queries, Transaction } from '../../database/open-database.ts';
import { lockWithMerged } from '../../tickets/lock-with-merged.ts';
import { goesOnIn } from '../../tickets/merged-tickets.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { lastTsOfTicket } from '../../tickets/ticket-transcript.ts';
import {
  SendTypedReply,
  type TypedReply,
  type TypedReplyRemark,
} from '../../tickets/typed-reply.ts';
import {
  findTypedReply,
  giveTypedReply,
  lockTypedReply,
  noteAsked,
  noteOver,
  pendingBefore,
} from '../../tickets/typed-reply-store.ts';
import { type Audience, readAudience } from '../reading/audience.ts';
import { slackFailure } from '../workspace/slack-failure.ts';
import { ASKED_AGAIN, NOT_YOUR_TYPED_REPLY } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { objectionTo } from './objection.ts';
import { channelOfReply } from './open-reply-form.ts';
import { refuse } from './refuse.ts';
import { hashOf, replyNews } from './reply-news.ts';
import { LATE_MS } from './typed-reply.ts';

type Outcome = 'sent' | 'asked' | 'refused' | 'later' | 'over';

/** The job: sends a typed reply that was not taken back, or asks its author first. It may run any number of times. */
export async function sendTypedReply({ id }: { id: string }, deps: ListenerDeps): Promise<void> {
  await trySending(id, 'waiting', deps);
}

/** The button *Send anyway*. Whatever is new since it was asked is asked about again. */
export async function sendTypedAnywayButton(
  { user, value: id }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { queries } = deps.database;
  const reply = await findTypedReply(queries, id);
  if (!reply) return responder.acknowledge();
  const objection = objectionTo(user, await loadTicket(queries, reply.ticket_id), deps);
  if (objection !== undefined) return refuse(responder, objection);
  // It goes out under its author's name.
  if (reply.author !== user) return refuse(responder, NOT_YOUR_TYPED_REPLY);
  const outcome = await trySending(id, 'asked', deps);
  await responder.acknowledge();
  if (outcome === 'asked') responder.reply(ASKED_AGAIN);
}

/** The buttons *Take back* and *Do not send*, for every agent of the ticket; what has gone by then is taken back. */
export async function dropTypedReplyButton(
  { user, value: id }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, outbox, tickets } = deps;
  const found = await findTypedReply(database.queries, id);
  if (!found) return responder.acknowledge();
  const objection = objectionTo(user, await loadTicket(database.queries, found.ticket_id), deps);
  if (objection !== undefined) return refuse(responder, objection);
  await database.transaction(async (transaction) => {
    await lockWithMerged(transaction, found.ticket_id);
    // By now it may be another's, as it goes on where its ticket does.
    const { status, ticket_id: ticketId } = await lockTypedReply(transaction, id);
    if (status === 'sent') {
      return tickets.replies.takeBack(transaction, { id, ticketId, by: user });
    }
    if (status !== 'waiting' && status !== 'asked') return;
    await noteOver(transaction, { id, status: 'taken-back' });
    await outbox.markStale(transaction, { kind: 'sent-reply', about: { ticketId, replyId: id } });
  });
  await responder.acknowledge();
}

/** Sends it if it is in a state, nothing is new to its author, and they may. */
async function trySending(
  id: string,
  from: 'waiting' | 'asked',
  deps: ListenerDeps,
): Promise<Outcome> {
  const { database } = deps;
  const found = await findTypedReply(database.queries, id);
  if (found?.status !== from) return 'over';
  const audience = await audienceOf(found, deps);
  return database.transaction(async (transaction) => {
    await lockWithMerged(transaction, found.ticket_id);
    const reply = await lockTypedReply(transaction, id);
    if (reply.status !== from) return 'over';
    const typedFor = await loadTicket(transaction, reply.ticket_id);
    if (typedFor.merged_into === null) {
      return decide(transaction, { reply, ticket: typedFor, audience }, deps);
    }
    // It is asked about where its ticket goes on.
    const ticket = await goesOnIn(transaction, typedFor);
    await giveTypedReply(transaction, { id, ticket_id: ticket.id });
    const shown = { kind: 'sent-reply', about: { ticketId: typedFor.id, replyId: id } } as const;
    await deps.outbox.markStale(transaction, shown);
    return decide(transaction, { reply, ticket, audience }, deps);
  });
}

/** Who reads it. Where Slack will never say, it is not the customer alone; where it is late, that is asked later. */
async function audienceOf(reply: TypedReply, deps: ListenerDeps): Promise<Audience> {
  const unknown = {
    of: 'channel',
    name: '',
    members: null,
    isPublic: true,
    isShared: true,
  } as const;
  if (reply.status === 'waiting' && isLate(reply, deps.now())) return unknown;
  const ticket = await loadTicket(deps.database.queries, reply.ticket_id);
  try {
    return await readAudience(deps.client, await channelOfReply(ticket, undefined, deps));
  } catch (error) {
    if (slackFailure(error).kind !== 'refused') throw error;
    return unknown;
  }
}

async function decide(
  transaction: Transaction,
  { reply, ticket, audience }: { reply: TypedReply; ticket: Ticket; audience: Audience },
  deps: ListenerDeps,
): Promise<Outcome> {
  const { outbox, enqueue, tickets, now } = deps;
  const { id, author, body, text } = reply;
  const about = { ticketId: ticket.id, replyId: id };
  const earlier = await pendingBefore(transaction, reply);
  const waiting = earlier.find(({ status }) => status === 'waiting');
  if (reply.status === 'waiting' && waiting) {
    const startAfter = new Date(Math.max(waiting.goes_at.getTime(), now().getTime() + 1_000));
    await enqueue(transaction, { kind: SendTypedReply, payload: { id }, startAfter });
    return 'later';
  }
  if (objectionTo(author, ticket, deps) !== undefined) {
    await noteOver(transaction, { id, status: 'refused', remarks: [{ because: 'not-theirs' }] });
    await outbox.markStale(transaction, { kind: 'sent-reply', about });
    return 'refused';
  }
  const isAfterAnother = earlier.some((other) => other.author === author);
  const all = await remarksOn(transaction, { reply, ticket, audience, isAfterAnother }, deps);
  const remarks = all.filter((remark) => !isKnown(reply, remark));
  if (remarks.length > 0) {
    await ask(transaction, { reply, ticket, remarks }, deps);
    return 'asked';
  }
  const reading = { ticket, id, author, body, text, files: [], directChannel: undefined };
  await tickets.replies.send(transaction, reading);
  await noteOver(transaction, { id, status: 'sent' });
  await outbox.markStale(transaction, { kind: 'sent-reply', about });
  return 'sent';
}

/** What its author may not know. */
async function remarksOn(
  queries: Queries,
  {
    reply,
    ticket,
    audience,
    isAfterAnother,
  }: {
    reply: TypedReply;
    ticket: Ticket;
    audience: Audience;
    /** Its author typed something before it that is not sent. */
    isAfterAnother: boolean;
  },
  { now }: ListenerDeps,
): Promise<TypedReplyRemark[]> {
  const { author, text, seen_at, seen_ts, destination, remarks: known } = reply;
  const isConfirmed = known.some(({ because }) => because === 'personal');
  const context = {
    ticketId: ticket.id,
    replyId: null,
    openedAt: seen_at.toISOString(),
    seenTs: seen_ts,
    isResolved: false,
    audience,
    confirmed: isConfirmed ? hashOf(text) : null,
    fills: 0,
  };
  const news = await replyNews(queries, { ticket, context, text, audience });
  const others = news.lines.map((line) => line.author).filter((user) => user !== author);
  const remarks: TypedReplyRemark[] = [];
  if (isAfterAnother) remarks.push({ because: 'earlier' });
  if (isLate(reply, now())) remarks.push({ because: 'late' });
  if (reply.ticket_id !== ticket.id) remarks.push({ because: 'merged' });
  else if (destination !== ticket.destination) remarks.push({ because: 'moved' });
  if (news.wasResolved) remarks.push({ because: 'resolved' });
  if (others.length > 0) remarks.push({ because: 'news', authors: [...new Set(others)] });
  if (news.personal.length > 0) remarks.push({ because: 'personal' });
  return remarks;
}

/** What was asked once is not asked again, but for what can be new again. */
function isKnown({ remarks }: TypedReply, { because }: TypedReplyRemark): boolean {
  return !isNewAgain(because) && remarks.some((known) => known.because === because);
}

function isNewAgain(because: TypedReplyRemark['because']): boolean {
  return because === 'news' || because === 'moved' || because === 'merged';
}

/** Shows its author why it is not sent yet, where the agents of the ticket read it. */
async function ask(
  transaction: Transaction,
  { reply, ticket, remarks }: { reply: TypedReply; ticket: Ticket; remarks: TypedReplyRemark[] },
  { outbox, now, agentsThreadOf }: ListenerDeps,
): Promise<void> {
  const { id: ticketId, destination } = ticket;
  const known = reply.remarks.filter(({ because }) => !isNewAgain(because));
  await noteAsked(transaction, {
    id: reply.id,
    remarks: [...known, ...remarks],
    destination,
    seen_ts: await lastTsOfTicket(transaction, ticket),
    seen_at: now(),
  });
  const shown = { kind: 'sent-reply', about: { ticketId, replyId: reply.id } } as const;
  await outbox.markStale(transaction, shown);
  const thread = await agentsThreadOf(transaction, ticket);
  if (thread) await outbox.postOnce(transaction, { ...thread, ...shown });
}

function isLate({ ts }: TypedReply, at: Date): boolean {
  return at.getTime() - timeOf(ts).getTime() > LATE_MS;
}
