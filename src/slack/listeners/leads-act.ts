import type { Transaction } from '../../database/open-database.ts';
import type { Outcome } from '../../settings/settings.ts';
import { latestCorrections } from '../../tickets/correction-store.ts';
import { ShowWaitingTickets } from '../../tickets/show-waiting-tickets.ts';
import { ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { leadsNote } from '../messages/leads-forms.ts';
import {
  correctionsList,
  type ListContext,
  PAGE,
  repliesList,
  targetsList,
} from '../messages/leads-lists.ts';
import { shortName } from '../messages/short-name.ts';
import { changedByOther } from './answers.ts';
import type { ListenerDeps } from './listener.ts';

/** Only what is shown of tickets in which it is the agents' turn depends on it. */
type Concerns = 'replies' | 'times' | 'corrections';

/**
 * Does what a lead asked for in one transaction, and lets the Home tabs of all leads show it, and the
 * tickets whose times it changes. What was done is logged by ids.
 */
export async function changeAsLead(
  { team, user, what, concerns }: { team: string; user: string; what: object; concerns: Concerns },
  { database, outbox, enqueue, leads, audit }: ListenerDeps,
  change: (transaction: Transaction) => Promise<Outcome>,
): Promise<Outcome> {
  const shown = new Set([...(await leads.all()), user]);
  const result = await database.transaction(async (transaction) => {
    const outcome = await change(transaction);
    if (outcome.status !== 'saved') return outcome;
    for (const lead of shown) {
      await outbox.markStale(transaction, { kind: 'home', about: { user: lead } });
    }
    if (concerns === 'times') {
      await enqueue(transaction, { kind: ShowWaitingTickets, payload: { team } });
    }
    return outcome;
  });
  if (result.status === 'saved') audit({ ...what, by: user }, 'A lead changed what the desk says');
  return result;
}

/** A list as it is at this moment. */
export async function listNow(
  { list, page }: ListContext,
  { team, notice }: { team: string; notice?: string | undefined },
  { database: { queries }, settings, categories }: ListenerDeps,
) {
  if (list === 'replies') return repliesList(await settings.read(queries), { page, notice });
  if (list === 'targets') {
    return targetsList(await settings.read(queries), { categories, page, notice });
  }
  const found = await latestCorrections(queries, { team, behind: page * PAGE, most: PAGE + 1 });
  const corrections = await Promise.all(
    found.slice(0, PAGE).map(async (correction) => ({
      correction,
      ticket: ticketName(await loadTicket(queries, correction.ticket_id)),
    })),
  );
  return correctionsList(corrections, { categories, page, hasMore: found.length > PAGE });
}

/** Who changed it meanwhile, in a sentence. */
export async function meanwhileWords(
  { setting, by }: Extract<Outcome, { status: 'changed-meanwhile' }>,
  { profiles }: ListenerDeps,
): Promise<string> {
  const name = by === undefined ? undefined : await shortName(profiles, by);
  return changedByOther({ name, isGone: setting === undefined || setting.value === false });
}

/** Whoever is no lead any more is told, and no longer shown what leads see. */
export async function refusedLead(user: string, { database, outbox }: ListenerDeps, words: string) {
  await database.transaction((transaction) =>
    outbox.markStale(transaction, { kind: 'home', about: { user } }),
  );
  return leadsNote(words);
}
