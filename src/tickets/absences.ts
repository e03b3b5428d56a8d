import { z } from 'zod';
import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { deleteAbsence, forgetAbsencesUntil, lockAbsence, storeAbsence } from './absence-store.ts';
import { heldTickets } from './ticket-store.ts';

/** Makes tickets new again that an agent had who is away since. */
export const ReleaseOfAway: JobKind<{ team: string; agent: string; ticketIds: string[] }> = {
  name: 'release-of-away',
  payload: z.object({ team: z.string(), agent: z.string(), ticketIds: z.array(z.string()) }),
  workers: 1,
  retryLimit: 3_000,
};

/** When agents are away, by their own word. */
export function createAbsences({
  outbox,
  enqueue,
  now,
}: {
  outbox: Outbox;
  enqueue: Enqueue;
  now: () => Date;
}) {
  return { setAway, comeBack, endAbsences };

  /**
   * Stores that an agent is away until a day. Those of their tickets that need an answer are new again a
   * moment later: a ticket's lock must not wait for that of an absence, which waits for tickets.
   */
  async function setAway(
    transaction: Transaction,
    { team, user, day, until }: { team: string; user: string; day: string; until: Date },
  ): Promise<void> {
    await lockAbsence(transaction, { team, agent: user });
    await storeAbsence(transaction, { team, agent: user, day, until, set_at: now() });
    const held = (await heldTickets(transaction, team)).filter(({ holder }) => holder === user);
    const ticketIds = held.map(({ id }) => id);
    if (ticketIds.length > 0) {
      await enqueue(transaction, {
        kind: ReleaseOfAway,
        payload: { team, agent: user, ticketIds },
      });
    }
    await showHome(transaction, user);
  }

  /** They are back before that day. */
  async function comeBack(
    transaction: Transaction,
    { team, user }: { team: string; user: string },
  ): Promise<void> {
    await deleteAbsence(transaction, { team, agent: user });
    await showHome(transaction, user);
  }

  /** Whose day has come is back. */
  async function endAbsences(transaction: Transaction, team: string): Promise<void> {
    for (const user of await forgetAbsencesUntil(transaction, { team, at: now() })) {
      await showHome(transaction, user);
    }
  }

  async function showHome(transaction: Transaction, user: string): Promise<void> {
    await outbox.markStale(transaction, { kind: 'home', about: { user } });
  }
}
