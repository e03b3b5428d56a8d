import { fillIn } from '../../desk/placeholders.ts';
import { ticketOfCard } from '../../outbox/outbox-store.ts';
import type { Replies } from '../../tickets/replies.ts';
import { loadReply } from '../../tickets/reply-store.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { readReplyContext, replyForm } from '../messages/reply-form.ts';
import { replyRefusal } from '../messages/reply-refusal.ts';
import { bodyOfText, noteBody, replyBody } from '../reading/reply-body.ts';
import { SlackMessage } from '../reading/slack-message.ts';
import {
  NO_SUCH_SAVED_REPLY,
  NO_TICKET_HERE,
  NOT_YOUR_NOTE,
  NOT_YOUR_REPLY,
  TAKEN_BACK,
} from './answers.ts';
import type { BlockAction, MessageShortcut } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { objectionToClick } from './moved-answer.ts';
import { describeForm, openReplyForm } from './open-reply-form.ts';
import { placeholderValues } from './placeholder-values.ts';
import { refuse } from './refuse.ts';

/** The button *Reply* of a card. */
export async function replyButton(
  { user, channel, value: ticketId, triggerId }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const ticket = await loadTicket(deps.database.queries, ticketId);
  const objection = await objectionToClick({ user, channel }, ticket, deps);
  if (objection !== undefined) return refuse(responder, objection);
  await openReplyForm({ ticket, user, triggerId, body: undefined, replyId: undefined }, deps);
  await responder.acknowledge();
}

/** The button *Edit* of what was sent. Its words stand under its author's name, who alone may change them. */
export async function editReplyButton(
  { user, channel, value: replyId, triggerId }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { reply, ticket } = await replyAndTicket(replyId, deps);
  const objection = await objectionToClick({ user, channel }, ticket, deps);
  if (objection !== undefined) return refuse(responder, objection);
  if (reply.author !== user) return refuse(responder, NOT_YOUR_REPLY);
  if (reply.taken_back_at !== null) return refuse(responder, TAKEN_BACK);
  await openReplyForm({ ticket, user, triggerId, body: reply.body, replyId }, deps);
  await responder.acknowledge();
}

/** The button *Take back*, for every agent of the ticket: what must not stand may be a colleague's. */
export function takeBackReplyButton(
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  return changeSent(click, responder, deps, deps.tickets.replies.takeBack);
}

/** The button *Try again* of a reply that Slack has refused. */
export function tryReplyAgainButton(
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  return changeSent(click, responder, deps, deps.tickets.replies.tryAgain);
}

async function changeSent(
  { user, channel, value: id }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
  change: Replies['takeBack'],
): Promise<void> {
  const { ticket } = await replyAndTicket(id, deps);
  const objection = await objectionToClick({ user, channel }, ticket, deps);
  if (objection !== undefined) return refuse(responder, objection);
  await deps.database.transaction((transaction) =>
    change(transaction, { id, ticketId: ticket.id, by: user }),
  );
  await responder.acknowledge();
}

async function replyAndTicket(replyId: string, { database: { queries } }: ListenerDeps) {
  const reply = await loadReply(queries, replyId);
  return { reply, ticket: await loadTicket(queries, reply.ticket_id) };
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
  const ticket = await loadTicket(database.queries, ticketId);
  const objection = await objectionToClick({ user, channel }, ticket, deps);
  if (objection !== undefined) return refuse(responder, objection);
  if (note.user !== user || note.bot_id) return refuse(responder, NOT_YOUR_NOTE);
  const read = replyBody(noteBody(note, names), names);
  if (read.status !== 'read') return refuse(responder, replyRefusal(read));
  await openReplyForm({ ticket, user, triggerId, body: read.body, replyId: undefined }, deps);
  await responder.acknowledge();
}

/** A saved reply that was chosen in the form: it takes the place of what is typed there. */
export async function savedReplyChosen(
  { user, value, view }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { client, database } = deps;
  if (view) {
    const context = readReplyContext(view.about);
    const ticket = await loadTicket(database.queries, context.ticketId);
    const form = await describeForm(ticket, user, deps);
    const saved = form.savedReplies.find(({ id }) => id === value);
    const filled = saved && fillIn(saved.text, await placeholderValues(ticket, user, deps));
    await client.views.update({
      view_id: view.id,
      hash: view.hash,
      view: replyForm({
        ...form,
        // Slack keeps what is typed in a block of the same id.
        context: filled === undefined ? context : { ...context, fills: context.fills + 1 },
        body: filled === undefined ? undefined : bodyOfText(filled),
        notices: filled === undefined ? [NO_SUCH_SAVED_REPLY] : [],
      }),
    });
  }
  await responder.acknowledge();
}
