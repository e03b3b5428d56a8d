import { noteHomeOpened } from '../workspace/home-store.ts';
import type { ListenerDeps } from './listener.ts';

/**
 * Somebody opens the bot's Home tab. Its content is a message of the outbox, addressed to its person:
 * it is published at each opening, and again when what it shows has changed.
 */
export async function homeOpened(
  { team, user }: { team: string; user: string },
  { database, outbox, now }: Pick<ListenerDeps, 'database' | 'outbox' | 'now'>,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await noteHomeOpened(transaction, { team, person: user }, now());
    const home = { team, channel: user, kind: 'home', about: { user } } as const;
    await outbox.postOrUpdate(transaction, home);
  });
}
