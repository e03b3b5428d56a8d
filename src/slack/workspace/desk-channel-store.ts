import { z } from 'zod';
import type { Queries, Transaction } from '../../database/open-database.ts';
import type { TableOf } from '../../database/tables.ts';

/** Which channel an address in the desk file, `#name` or an id, meant when it was last looked up. */
export const DeskChannel = z.object({ team: z.string(), address: z.string(), channel: z.string() });

declare module '../../database/tables.ts' {
  interface Tables {
    desk_channels: TableOf<typeof DeskChannel>;
  }
}

/** The ids of the channels that a workspace's desk named, by address. */
export async function rememberedChannels(
  queries: Queries,
  team: string,
): Promise<Map<string, string>> {
  const rows = await queries
    .selectFrom('desk_channels')
    .select(['address', 'channel'])
    .where('team', '=', team)
    .execute();
  return new Map(rows.map(({ address, channel }) => [address, channel]));
}

/** Remembers which channel an address means now. */
export async function rememberChannel(
  transaction: Transaction,
  { team, address, channel }: z.infer<typeof DeskChannel>,
): Promise<void> {
  await transaction
    .insertInto('desk_channels')
    .values({ team, address, channel })
    .onConflict((conflict) => conflict.columns(['team', 'address']).doUpdateSet({ channel }))
    .execute();
}
