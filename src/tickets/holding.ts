import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ReadDesk } from '../settings/desk-in-use.ts';
import { type Absence, absenceOf, keepAbsence } from './absence-store.ts';
import { recordEvent } from './event-store.ts';
import type { AgentsThread } from './replies.ts';
import type { Ticket } from './ticket.ts';
import { claimUnheld, loadTicket, lockTicket, setHolder } from './ticket-store.ts';
import { workingMsSince } from './working-ms.ts';

export type Holding = ReturnType<typeof createHolding>;

/** Who has a ticket: an agent takes it, gives it to another, or hands it back. */
export function createHolding({
  outbox,
  agentsThread,
  readDesk,
  now,
}: {
  outbox: Outbox;
  agentsThread: AgentsThread;
  readDesk: ReadDesk;
  now: () => Date;
}) {
  return { claim, assign, handBack, release, releaseIfAway };

  /** Gives a ticket to an agent; where another has it, says who. */
  async function claim(
    transaction: Transaction,
    { ticketId, user }: { ticketId: string; user: string },
  ): Promise<{ holder: string | null }> {
    const at = now();
    const isClaimed = await claimUnheld(transaction, { id: ticketId, holder: user, at });
    const ticket = await loadTicket(transaction, ticketId);
    if (!isClaimed) return ticket;
    await recordClaim(transaction, { ticket, holder: user, by: user, how: 'claim', at });
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
    return { holder: user };
  }

  /**
   * Gives a ticket to an agent, who is mentioned unless they took it themselves; where they are away,
   * says so and does nothing.
   */
  async function assign(
    transaction: Transaction,
    { ticket, to, by }: { ticket: Ticket; to: string; by: string },
  ): Promise<Absence | undefined> {
    if (ticket.holder === to) return undefined;
    const { team } = ticket;
    await keepAbsence(transaction, { team, agent: to });
    const absence = await absenceOf(transaction, { team, agent: to, at: now() });
    if (absence && to !== by) return absence;
    const at = await change(transaction, { ticket, holder: to, by });
    await recordClaim(transaction, { ticket, holder: to, by, how: 'assign', at });
    if (to !== by) await announce(transaction, { ticket, change: 'assigned', by, holder: to });
    return undefined;
  }

  /** Nobody has a ticket any more: it is new again. */
  async function handBack(
    transaction: Transaction,
    { ticket, by }: { ticket: Ticket; by: string },
  ): Promise<void> {
    const { holder } = ticket;
    if (holder === null) return;
    const at = await change(transaction, { ticket, holder: null, by });
    const value = { holder, how: 'handed-back' } as const;
    await recordEvent(transaction, ticket, { at, by, kind: 'released', value });
    await announce(transaction, { ticket, change: 'handed-back', by, holder });
  }

  /** A ticket is new again whose holder is gone, unless somebody else acted on it since it was loaded. */
  async function release(
    transaction: Transaction,
    { ticket: { id, holder, holder_since } }: { ticket: Ticket & { holder: string } },
  ): Promise<void> {
    const ticket = await lockTicket(transaction, id);
    const isTheirs =
      ticket.holder === holder && ticket.holder_since?.getTime() === holder_since?.getTime();
    if (!isTheirs || ticket.status !== 'routed' || ticket.answered_at !== null) return;
    const at = await change(transaction, { ticket, holder: null, by: null });
    const value = { holder, how: 'gone' } as const;
    await recordEvent(transaction, ticket, { at, by: null, kind: 'released', value });
    await announce(transaction, { ticket, change: 'released', by: null, holder });
  }

  /** A ticket that needs an answer, and whose holder is away, is new again. Who calls it holds its lock. */
  async function releaseIfAway(
    transaction: Transaction,
    {
      ticketId,
      agent,
      by,
    }: {
      ticketId: string;
      /** Whose it was; by default whoever has it. */
      agent?: string;
      /** Who made it so: what agents do themselves while they are away is theirs. */
      by?: string;
    },
  ): Promise<void> {
    const ticket = await lockTicket(transaction, ticketId);
    const { team, holder, status, answered_at } = ticket;
    if (holder === null || holder === by || (agent !== undefined && holder !== agent)) return;
    if (status !== 'routed' || answered_at !== null) return;
    const absence = await absenceOf(transaction, { team, agent: holder, at: now() });
    if (!absence) return;
    const at = await change(transaction, { ticket, holder: null, by: null });
    const value = { holder, how: 'away' } as const;
    await recordEvent(transaction, ticket, { at, by: null, kind: 'released', value });
    const until = absence.day;
    await announce(transaction, { ticket, change: 'away', by: null, holder, until });
  }

  async function change(
    transaction: Transaction,
    { ticket: { id }, holder, by }: { ticket: Ticket; holder: string | null; by: string | null },
  ): Promise<Date> {
    const at = now();
    await setHolder(transaction, { id, holder, by, at });
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId: id } });
    return at;
  }

  async function recordClaim(
    transaction: Transaction,
    {
      ticket,
      holder,
      by,
      how,
      at,
    }: { ticket: Ticket; holder: string; by: string; how: 'claim' | 'assign'; at: Date },
  ): Promise<void> {
    const workingMs = await workingMsSince(transaction, { ticket, at, readDesk });
    const value = { holder, how, workingMs };
    await recordEvent(transaction, ticket, { at, by, kind: 'claimed', value });
  }

  async function announce(
    transaction: Transaction,
    {
      ticket,
      ...change
    }: { ticket: Ticket; by: string | null; holder: string; until?: string } & {
      change: 'assigned' | 'handed-back' | 'released' | 'away';
    },
  ): Promise<void> {
    const thread = await agentsThread(transaction, ticket);
    if (!thread) return;
    const about = { ticketId: ticket.id, at: now().toISOString(), ...change };
    await outbox.postOnce(transaction, { ...thread, kind: 'holder-changed', about });
  }
}
