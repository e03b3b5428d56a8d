import { loadConversation } from '../../conversations/conversation-store.ts';
import type { Queries } from '../../database/open-database.ts';
import { categoryTitle } from '../../desk/categories.ts';
import { goesOnIn } from '../../tickets/merged-tickets.ts';
import type { Merge } from '../../tickets/merging.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket, routedTicketsOf } from '../../tickets/ticket-store.ts';
import { openingWords } from '../../tickets/ticket-transcript.ts';
import { MERGE_TARGET } from '../messages/action-ids.ts';
import { menuOption, searchMenu } from '../messages/menus.ts';
import { readActContext } from '../messages/more-form.ts';
import { mergeRefusal, NO_CHOICE, NOT_ANOTHERS, undoRefusal } from './answers.ts';
import type { BlockAction, Submission } from './interactions.ts';
import type { ListenerDeps, OptionsListener, Responder } from './listener.ts';
import { objectionTo } from './objection.ts';
import { refuse } from './refuse.ts';
import type { TicketAct } from './ticket-act.ts';

const MOST_OPTIONS = 100;

/** Lets the ticket go on in another one of its customer. */
export const merge: TicketAct = {
  name: 'merge',
  isOffered: async (ticket, deps, user) =>
    (await targetsFor(deps.database.queries, { ticket, user }, deps)).length > 0,
  inputs: () => [searchMenu({ id: MERGE_TARGET, label: 'Into', placeholder: 'A ticket' })],
  alsoChanges(submission) {
    const into = chosenIn(submission);
    return into === '' ? [] : [into];
  },
  async perform(transaction, { ticket, user, submission }, deps) {
    const into = chosenIn(submission);
    if (into === '') return { [MERGE_TARGET]: NO_CHOICE };
    if (!(await isOfSameCustomer(transaction, { ticket, into, user }, deps))) {
      return { [MERGE_TARGET]: NOT_ANOTHERS };
    }
    const act = { ticketId: ticket.id, into, user };
    const outcome = await deps.tickets.merge(transaction, act);
    if (outcome.status === 'merged') return undefined;
    return { [MERGE_TARGET]: await whyNot(transaction, outcome, deps) };
  },
};

function chosenIn({ answers }: Submission): string {
  return answers.get(MERGE_TARGET) ?? '';
}

/** The tickets that it can be merged into, by number, category or first words. */
export const mergeTargetOptions: OptionsListener = async ({ user, about, typed }, deps) => {
  const { queries } = deps.database;
  const ticket = await loadTicket(queries, readActContext(about).ticketId);
  if (objectionTo(user, ticket, deps) !== undefined) return [];
  const found: { text: string; value: string }[] = [];
  for (const target of await targetsFor(queries, { ticket, user }, deps)) {
    const title = categoryTitle(deps.categories, target.destination) ?? 'To be sorted';
    const words = await openingWords(queries, target);
    found.push({ text: `${ticketName(target)} · ${title} · ${words}`, value: target.id });
  }
  return found
    .filter(({ text }) => text.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, MOST_OPTIONS)
    .map(menuOption);
};

/** The button *Undo* on the card of a merged ticket. */
export async function undoMergeButton(
  { user, value: ticketId }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { database, tickets } = deps;
  const objection = objectionTo(user, await loadTicket(database.queries, ticketId), deps);
  if (objection !== undefined) return refuse(responder, objection);
  const outcome = await database.transaction((transaction) =>
    tickets.undoMerge(transaction, { ticketId, user }),
  );
  await responder.acknowledge();
  if (outcome.status !== 'undone') responder.reply(undoRefusal(outcome));
}

/** What a user may merge a ticket into: what an app has reported is nobody's until they write themselves. */
async function targetsFor(
  queries: Queries,
  { ticket, user }: { ticket: Ticket; user: string },
  { agents }: Pick<ListenerDeps, 'agents'>,
): Promise<Ticket[]> {
  if (ticket.status !== 'routed') return [];
  const { team, conversation_id } = ticket;
  const { customer, from_app } = await loadConversation(queries, conversation_id);
  if (from_app !== null) return [];
  const theirs = await routedTicketsOf(queries, { team, customer });
  return theirs.filter((other) => other.id !== ticket.id && agents.mayWorkOn(other, user));
}

/** However the other stands by now: that is said by whoever merges them. */
async function isOfSameCustomer(
  queries: Queries,
  { ticket, into, user }: { ticket: Ticket; into: string; user: string },
  { agents }: Pick<ListenerDeps, 'agents'>,
): Promise<boolean> {
  const target = await loadTicket(queries, into);
  const [one, other] = [
    await loadConversation(queries, ticket.conversation_id),
    await loadConversation(queries, target.conversation_id),
  ];
  const isSame = one.team === other.team && one.customer === other.customer;
  const isFromApp = one.from_app !== null || other.from_app !== null;
  return isSame && !isFromApp && agents.mayWorkOn(target, user);
}

async function whyNot(
  queries: Queries,
  { ticket }: Exclude<Merge, { status: 'merged' }>,
  { names }: Pick<ListenerDeps, 'names'>,
): Promise<string> {
  const by = ticket.resolved_by === null ? undefined : names.user(ticket.resolved_by);
  return mergeRefusal(ticket, { other: await goesOnIn(queries, ticket), by });
}
