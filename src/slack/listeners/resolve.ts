import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { ANSWER } from '../messages/action-ids.ts';
import { resolveForm } from '../messages/resolve-form.ts';
import { nameOf } from '../workspace/profiles.ts';
import { NO_SUCH_REASON, theyResolvedIt } from './answers.ts';
import type { BlockAction, Submission } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { objectionTo } from './objection.ts';
import { refuse } from './refuse.ts';

/** Ends a ticket and its conversation; where the desk lists reasons, once one is chosen. */
export async function resolveButton(
  { user, value: ticketId, at, triggerId }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { client, database, tickets, resolveReasons, now } = deps;
  const ticket = await loadTicket(database.queries, ticketId);
  const objection = objectionTo(user, ticket, deps);
  if (objection !== undefined) return refuse(responder, objection);
  if (resolveReasons.length > 0) {
    const view = resolveForm(ticketId, { ticket: ticketName(ticket), reasons: resolveReasons });
    await client.views.open({ trigger_id: triggerId, view });
    return responder.acknowledge();
  }
  await database.transaction((transaction) =>
    tickets.resolve(transaction, { ticketId, user, at: at ?? now() }),
  );
  await responder.acknowledge();
}

/** The reason that was chosen. Who may resolve, and whether a colleague has, is found out again. */
export async function submitResolve(
  { user, about: ticketId, answers }: Submission,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets, profiles, resolveReasons, now } = deps;
  const refuse = (text: string) => responder.acknowledge({ errors: { [ANSWER]: text } });
  const objection = objectionTo(user, await loadTicket(database.queries, ticketId), deps);
  if (objection !== undefined) return refuse(objection);
  const reason = resolveReasons.find(({ id }) => id === answers.get(ANSWER));
  if (!reason) return refuse(NO_SUCH_REASON);
  await database.transaction((transaction) =>
    tickets.resolve(transaction, { ticketId, user, at: now(), reason: reason.id }),
  );
  const { resolved_by } = await loadTicket(database.queries, ticketId);
  if (resolved_by !== null && resolved_by !== user) {
    return refuse(theyResolvedIt(await nameOf(profiles, resolved_by)));
  }
  await responder.acknowledge();
}
