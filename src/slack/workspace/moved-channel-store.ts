import { z } from 'zod';
import type { Queries, Transaction } from '../../database/open-database.ts';
import type { TableOf } from '../../database/tables.ts';

/** A channel to which Slack gave another id, as when it is shared. */
export const MovedChannel = z.object({ team: z.string(), old_id: z.string(), new_id: z.string() });

declare module '../../database/tables.ts' {
  interface Tables {
    moved_channels: TableOf<typeof MovedChannel>;
  }
}

/** Every id that Slack has replaced, with the one that took its place. */
export async function movedChannels(queries: Queries, team: string): Promise<Map<string, string>> {
  const rows = await queries
    .selectFrom('moved_channels')
    .select(['old_id', 'new_id'])
    .where('team', '=', team)
    .execute();
  return new Map(rows.map(({ old_id, new_id }) => [old_id, new_id]));
}

/** Remembers that a channel has another id now. */
export async function noteMoved(
  transaction: Transaction,
  { team, from, to }: { team: string; from: string; to: string },
): Promise<void> {
  // A channel that got its old id back is not replaced by itself.
  await transaction
    .deleteFrom('moved_channels')
    .where('team', '=', team)
    .where('old_id', '=', to)
    .execute();
  await transaction
    .insertInto('moved_channels')
    .values({ team, old_id: from, new_id: to })
    .onConflict((conflict) => conflict.columns(['team', 'old_id']).doUpdateSet({ new_id: to }))
    .execute();
}
