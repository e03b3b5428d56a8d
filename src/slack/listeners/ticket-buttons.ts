import { loadConversation } from '../../conversations/conversation-store.ts';
import { categoryById } from '../../desk/categories.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { shown } from '../messages/shown.ts';
import { readMoveValue } from '../messages/ticket-actions.ts';
import { statusText } from '../messages/ticket-status.ts';
import { actOnCard } from './act-on-card.ts';
import { goesOnIn, NO_SUCH_CATEGORY, UNDO_IS_OVER } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { openTicketAct } from './more-actions.ts';
import { refuse } from './refuse.ts';
import { resolve } from './resolve.ts';
import { canBeUndone } from './undo.ts';

/** Gives a ticket to the agent who pressed; of two at once, the other is told who has it. */
export async function claimButton(
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { user, value: ticketId } = click;
  await actOnCard(click, responder, {
    ticketId,
    deps,
    async act(transaction, ticket) {
      if (ticket.status !== 'routed') return { change: 'ended', by: ticket.resolved_by };
      const { holder } = await deps.tickets.claim(transaction, { ticketId, user });
      return holder === user ? undefined : { change: 'taken', by: holder };
    },
  });
}

/** Sorts a ticket with one click in the triage channel: that is no correction, and notes go along. */
export async function moveButton(
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { user, value } = click;
  const { ticketId, destination } = readMoveValue(value);
  const isKnown = categoryById(deps.categories, destination) !== undefined;
  let isRefused = false;
  await actOnCard(click, responder, {
    ticketId,
    deps,
    async act(transaction, ticket) {
      if (ticket.status !== 'routed') return { change: 'ended', by: ticket.resolved_by };
      isRefused = !isKnown;
      if (!isKnown || ticket.destination === destination) return undefined;
      const way = { ticket, destination, user, isCorrection: false, takesNotes: true };
      await deps.tickets.move(transaction, way);
      return undefined;
    },
  });
  if (isRefused) responder.reply(NO_SUCH_CATEGORY);
}

/** Opens a resolved ticket again, for one of its agents. */
export async function reopenButton(
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { user, value: ticketId } = click;
  let isOver = false;
  let goesOn: Ticket | undefined;
  await actOnCard(click, responder, {
    ticketId,
    deps,
    async act(transaction, closed) {
      if (closed.status !== 'resolved') return { change: 'reopened', by: closed.reopened_by };
      isOver = !canBeUndone(closed, deps.now());
      if (isOver) return undefined;
      const { ticket } = await deps.tickets.reopen(transaction, { ticketId, by: user });
      goesOn = ticket;
      return undefined;
    },
  });
  if (isOver) responder.reply(UNDO_IS_OVER);
  if (goesOn && goesOn.id !== ticketId) responder.reply(goesOnIn(goesOn));
}

/** The button under the end of a request, for its customer alone. */
export async function notSolvedButton(
  { user, value: ticketId }: BlockAction,
  responder: Responder,
  { database, tickets, categories, texts }: ListenerDeps,
): Promise<void> {
  const { conversation_id } = await loadTicket(database.queries, ticketId);
  const { customer } = await loadConversation(database.queries, conversation_id);
  const words = await texts.readBy(user);
  if (user !== customer) {
    return refuse(responder, shown(words.plain('answer.not-your-request')));
  }
  const { ticket } = await database.transaction((transaction) =>
    tickets.reopen(transaction, { ticketId, by: user }),
  );
  await responder.acknowledge();
  responder.reply(shown(statusText(ticket, { categories, words })));
}

/** Ends a ticket and its conversation; where the desk lists reasons, once one is chosen. */
export async function resolveButton(
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { user, value: ticketId, at } = click;
  if (deps.resolveReasons.length > 0) return openTicketAct(resolve, click, responder, deps);
  await actOnCard(click, responder, {
    ticketId,
    deps,
    async act(transaction, { status, resolved_by }) {
      if (status === 'resolved') return { change: 'ended', by: resolved_by };
      await deps.tickets.resolve(transaction, { ticketId, user, at: at ?? deps.now() });
      return undefined;
    },
  });
}
