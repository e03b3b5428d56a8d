import { lockWithMerged } from '../../tickets/lock-with-merged.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { actForm, moreForm, readActContext, refusedForm } from '../messages/more-form.ts';
import type { ActName } from '../messages/ticket-act-words.ts';
import { NO_SUCH_ACT } from './answers.ts';
import type { BlockAction, Submission } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { objectionToClick } from './moved-answer.ts';
import { objectionTo } from './objection.ts';
import { refuse } from './refuse.ts';
import { type Change, changeSince, changeText } from './since-seen.ts';
import type { TicketAct } from './ticket-act.ts';
import { ticketActs } from './ticket-acts.ts';

type Outcome =
  | { status: 'done' }
  | { status: 'refused'; reason: string }
  | { status: 'changed'; change: Change; ticket: Ticket }
  | { status: 'errors'; errors: Record<string, string> };

/** The button *More…* of a card: what this agent may do now with the ticket. */
export async function moreButton(
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { value: ticketId, triggerId } = click;
  const ticket = await loadTicket(deps.database.queries, ticketId);
  const objection = await objectionToClick(click, ticket, deps);
  if (objection !== undefined) return refuse(responder, objection);
  const offered: ActName[] = [];
  for (const { name, isOnCard, isOffered } of ticketActs) {
    if (!isOnCard && (await isOffered(ticket, deps, click.user))) offered.push(name);
  }
  await deps.client.views.open({ trigger_id: triggerId, view: moreForm(ticket, offered) });
  await responder.acknowledge();
}

/** A button of that list, or one of a card that needs a form: this is laid upon the list, or opened. */
export async function ticketActButton(
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  await openTicketAct(actNamed(click.actionId.split(':')[1]), click, responder, deps);
}

/** Opens the form of one of these. */
export async function openTicketAct(
  act: TicketAct | undefined,
  click: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { value: ticketId, triggerId, view: list } = click;
  const { client, database } = deps;
  const ticket = await loadTicket(database.queries, ticketId);
  const isOffered = (await act?.isOffered(ticket, deps, click.user)) ?? false;
  const objection =
    (await objectionToClick(click, ticket, deps)) ?? (isOffered ? undefined : NO_SUCH_ACT);
  const form =
    act && objection === undefined
      ? actForm(ticket, { act: act.name, blocks: (await act.inputs?.(ticket, deps)) ?? [] })
      : undefined;
  if (list) {
    const view = form ?? refusedForm(ticket, objection ?? NO_SUCH_ACT);
    await client.views.push({ trigger_id: triggerId, view });
  } else if (form) {
    await client.views.open({ trigger_id: triggerId, view: form });
  } else {
    return refuse(responder, objection ?? NO_SUCH_ACT);
  }
  await responder.acknowledge();
}

/**
 * The form of one of these. Of two agents at once one wins; the other is told who, and nothing is done:
 * the ticket must be as it was when their form was shown.
 */
export async function submitTicketAct(
  submission: Submission,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { user, about } = submission;
  const { database } = deps;
  const context = readActContext(about);
  const act = actNamed(context.act);
  const ticket = await loadTicket(database.queries, context.ticketId);
  const outcome = await database.transaction<Outcome>(async (transaction) => {
    const others = act?.alsoChanges?.(submission) ?? [];
    const locked = await lockWithMerged(transaction, ticket.id, { others });
    const reason = objectionTo(user, locked, deps);
    if (reason !== undefined || !act) return { status: 'refused', reason: reason ?? NO_SUCH_ACT };
    const change = changeSince(context.seen, locked);
    if (change) return { status: 'changed', change, ticket: locked };
    const objection = await act.perform(transaction, { ticket: locked, user, submission }, deps);
    if (objection === undefined) return { status: 'done' };
    return typeof objection === 'string'
      ? { status: 'refused', reason: objection }
      : { status: 'errors', errors: objection };
  });
  if (outcome.status === 'errors') return responder.acknowledge({ errors: outcome.errors });
  if (outcome.status === 'done') return responder.acknowledge({ closesAll: true });
  const reason =
    outcome.status === 'changed'
      ? await changeText(outcome.change, outcome.ticket, deps)
      : outcome.reason;
  await responder.acknowledge({ view: refusedForm(ticket, reason) });
}

function actNamed(name: string | undefined) {
  return ticketActs.find((act) => act.name === name);
}
