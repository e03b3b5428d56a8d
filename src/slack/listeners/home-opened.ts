import type { ListenerDeps } from './listener.ts';

/**
 * Somebody opens the bot's Home tab. Its content is a message of the outbox, addressed to its person:
 * so it is updated when a ticket of theirs goes on.
 */
export async function homeOpened(
  { team, user }: { team: string; user: string },
  { database, outbox }: Pick<ListenerDeps, 'database' | 'outbox'>,
): Promise<void> {
  await database.transaction((transaction) =>
    outbox.postOrUpdate(transaction, { team, channel: user, kind: 'home', about: { user } }),
  );
}
