import { z } from 'zod';
import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { noteRouted } from './ticket-store.ts';

/** Delivers a ticket to the agents of its destination. */
export const RouteTicket: JobKind<{ ticketId: string; destination: string }> = {
  name: 'route-ticket',
  payload: z.object({ ticketId: z.string(), destination: z.string() }),
  key: ({ ticketId }) => ticketId,
  workers: 1,
  retryLimit: 50,
};

export type MoveTicket = (
  transaction: Transaction,
  move: { ticketId: string; destination: string },
) => Promise<void>;

/** Creates what sends a ticket to other agents. The card that it leaves then says where it went. */
export function createMoveTicket({
  outbox,
  enqueue,
  now,
}: {
  outbox: Outbox;
  enqueue: Enqueue;
  now: () => Date;
}): MoveTicket {
  return async (transaction, { ticketId, destination }) => {
    await noteRouted(transaction, { id: ticketId, destination, at: now() });
    await outbox.refresh(transaction, { kind: 'ticket-card', subject: ticketId });
    const payload = { ticketId, destination };
    await enqueue(transaction, { kind: RouteTicket, payload });
  };
}
