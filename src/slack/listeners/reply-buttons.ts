import { ticketOfCard } from '../../outbox/outbox-store.ts';
import { loadReply } from '../../tickets/reply-store.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { type ReplyForm, readReplyContext, replyForm } from '../messages/reply-form.ts';
import { bodyOfText, noteBody, replyBody } from '../reading/reply-body.ts';
import { SlackMessage } from '../reading/slack-message.ts';
import {
  NO_TICKET_HERE,
  NOT_YOUR_NOTE,
  NOT_YOUR_REPLY,
  replyRefusal,
  TAKEN_BACK,
} from './answers.ts';
import type { BlockAction, MessageShortcut } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { objectionTo } from './objection.ts';
import { describeForm, openReplyForm } from './open-reply-form.ts';

/** The button *Reply* of a card. */
export async function replyButton(
  { user, value: ticketId, triggerId }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const objection = await objectionTo(user, ticketId, deps);
  if (objection !== null) return refuse(responder, objection);
  const ticket = await loadTicket(deps.database.queries, ticketId);
  await openReplyForm({ ticket, user, triggerId, body: undefined, replyId: undefined }, deps);
  await responder.acknowledge();
}

/** The button *Edit* of what was sent. Its words stand under its author's name, who alone may change them. */
export async function editReplyButton(
  { user, value: replyId, triggerId }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const reply = await loadReply(deps.database.queries, replyId);
  const objection = await objectionTo(user, reply.ticket_id, deps);
  if (objection !== null) return refuse(responder, objection);
  if (reply.author !== user) return refuse(responder, NOT_YOUR_REPLY);
  if (reply.taken_back_at !== null) return refuse(responder, TAKEN_BACK);
  const ticket = await loadTicket(deps.database.queries, reply.ticket_id);
  await openReplyForm({ ticket, user, triggerId, body: reply.body, replyId }, deps);
  await responder.acknowledge();
}

/** The button *Take back*, for every agent of the ticket: what must not stand may be a colleague's. */
export async function takeBackReplyButton(
  { user, value: id }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets } = deps;
  const { ticket_id: ticketId } = await loadReply(database.queries, id);
  const objection = await objectionTo(user, ticketId, deps);
  if (objection !== null) return refuse(responder, objection);
  await database.transaction((transaction) =>
    tickets.replies.takeBack(transaction, { id, ticketId }),
  );
  await responder.acknowledge();
}

/** The button *Try again* of a reply that Slack has refused. */
export async function tryReplyAgainButton(
  { user, value: id }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets } = deps;
  const { ticket_id: ticketId } = await loadReply(database.queries, id);
  const objection = await objectionTo(user, ticketId, deps);
  if (objection !== null) return refuse(responder, objection);
  await database.transaction((transaction) =>
    tickets.replies.tryAgain(transaction, { id, ticketId }),
  );
  await responder.acknowledge();
}

/** The shortcut that makes a reply of one's own note, by a second act: it only fills the form. */
export async function sendToCustomerShortcut(
  { user, channel, triggerId, message }: MessageShortcut,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, names } = deps;
  const note = SlackMessage.parse(message);
  const ticketId = await ticketOfCard(database.queries, { channel, ts: note.thread_ts ?? note.ts });
  if (ticketId === undefined) return refuse(responder, NO_TICKET_HERE);
  const objection = await objectionTo(user, ticketId, deps);
  if (objection !== null) return refuse(responder, objection);
  if (note.user !== user || note.bot_id) return refuse(responder, NOT_YOUR_NOTE);
  const read = replyBody(noteBody(note, names), names);
  if (read.status !== 'read') return refuse(responder, replyRefusal(read));
  const ticket = await loadTicket(database.queries, ticketId);
  await openReplyForm({ ticket, user, triggerId, body: read.body, replyId: undefined }, deps);
  await responder.acknowledge();
}

/** A saved reply that was chosen in the form: it takes the place of what is typed there. */
export async function savedReplyChosen(
  { user, value, view }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { client, savedReplies } = deps;
  const saved = savedReplies[Number(value)];
  if (view && saved) {
    const context = readReplyContext(view.about);
    const form = await describeForm(context.ticketId, user, deps);
    const text = filledIn(saved.text, form);
    await client.views.update({
      view_id: view.id,
      hash: view.hash,
      view: replyForm({
        ...form,
        context: { ...context, fills: context.fills + 1 },
        body: bodyOfText(text),
        notices: [],
      }),
    });
  }
  await responder.acknowledge();
}

function filledIn(
  text: string,
  { customer, sender, ticket }: Pick<ReplyForm, 'customer' | 'sender' | 'ticket'>,
): string {
  const values = new Map([
    ['{customer}', customer.split(' ')[0] ?? customer],
    ['{agent}', sender.split(',')[0] ?? sender],
    ['{ticket}', ticket],
  ]);
  return text.replace(/\{\w+\}/g, (placeholder) => values.get(placeholder) ?? placeholder);
}

async function refuse(responder: Responder, text: string): Promise<void> {
  await responder.acknowledge();
  responder.reply(text);
}
