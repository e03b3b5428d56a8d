import type { Database } from '../../database/open-database.ts';
import type { Outbox } from '../../outbox/outbox.ts';

/**
 * Creates the listener for somebody who opens the bot's Home tab. What stands there is a message of
 * the outbox, addressed to its person: so it is shown anew when a ticket of theirs goes on.
 */
export function createHomeOpenedListener({
  database,
  outbox,
}: {
  database: Database;
  outbox: Outbox;
}) {
  return async ({ team, user }: { team: string; user: string }): Promise<void> => {
    await database.transaction((transaction) =>
      outbox.show(transaction, { team, kind: 'home', subject: user, channel: user }),
    );
  };
}
