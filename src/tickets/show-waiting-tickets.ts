import { z } from 'zod';
import type { Database } from '../database/open-database.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { showTickets } from './show-tickets.ts';
import { lockTicket, waitingTicketIds } from './ticket-store.ts';

/** Until when tickets are to be answered, or when somebody is there again, is another time by now. */
export const ShowWaitingTickets: JobKind<{ team: string }> = {
  name: 'show-waiting-tickets',
  payload: z.object({ team: z.string() }),
  key: ({ team }) => team,
  waits: 'once',
  workers: 1,
  retryLimit: 50,
};

/** Updates what is shown of each ticket in which it is the agents' turn, one after the other. */
export async function showWaitingTickets(
  { team }: { team: string },
  { database, outbox }: { database: Database; outbox: Outbox },
): Promise<void> {
  for (const id of await waitingTicketIds(database.queries, team)) {
    await database.transaction(async (transaction) =>
      showTickets(transaction, await lockTicket(transaction, id), outbox),
    );
  }
}
