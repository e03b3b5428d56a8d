import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { AgentsThread } from './replies.ts';
import type { Ticket } from './ticket.ts';
import { claimUnheld, loadTicket, lockTicket, setHolder } from './ticket-store.ts';

/** Who has a ticket: an agent takes it, gives it to another, or hands it back. */
export function createHolding({
  outbox,
  agentsThread,
  now,
}: {
  outbox: Outbox;
  agentsThread: AgentsThread;
  now: () => Date;
}) {
  return { claim, assign, handBack, release };

  /** Gives a ticket to an agent; where another has it, says who. */
  async function claim(
    transaction: Transaction,
    { ticketId, user }: { ticketId: string; user: string },
  ): Promise<{ holder: string | null }> {
    const isClaimed = await claimUnheld(transaction, { id: ticketId, holder: user, at: now() });
    if (!isClaimed) return loadTicket(transaction, ticketId);
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
    return { holder: user };
  }

  /** Gives a ticket to an agent, who is mentioned unless they took it themselves. */
  async function assign(
    transaction: Transaction,
    { ticket, to, by }: { ticket: Ticket; to: string; by: string },
  ): Promise<void> {
    if (ticket.holder === to) return;
    await change(transaction, { ticket, holder: to, by });
    if (to !== by) await announce(transaction, { ticket, change: 'assigned', by, holder: to });
  }

  /** Nobody has a ticket any more: it is new again. */
  async function handBack(
    transaction: Transaction,
    { ticket, by }: { ticket: Ticket; by: string },
  ): Promise<void> {
    const { holder } = ticket;
    if (holder === null) return;
    await change(transaction, { ticket, holder: null, by });
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
    await change(transaction, { ticket, holder: null, by: null });
    await announce(transaction, { ticket, change: 'released', by: null, holder });
  }

  async function change(
    transaction: Transaction,
    { ticket: { id }, holder, by }: { ticket: Ticket; holder: string | null; by: string | null },
  ): Promise<void> {
    await setHolder(transaction, { id, holder, by, at: now() });
    await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId: id } });
  }

  async function announce(
    transaction: Transaction,
    {
      ticket,
      ...change
    }: { ticket: Ticket; by: string | null; holder: string } & {
      change: 'assigned' | 'handed-back' | 'released';
    },
  ): Promise<void> {
    const thread = await agentsThread(transaction, ticket);
    if (!thread) return;
    const about = { ticketId: ticket.id, at: now().toISOString(), ...change };
    await outbox.postOnce(transaction, { ...thread, kind: 'holder-changed', about });
  }
}
