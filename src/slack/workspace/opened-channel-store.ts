import { z } from 'zod';
import type { Queries, Transaction } from '../../database/open-database.ts';
import type { TableOf } from '../../database/tables.ts';
import { withDefault } from '../../database/tables.ts';

/** An agents' channel that others than agents can read, since when that is known, and whether the owner was told. */
export const OpenedChannel = z.object({
  team: z.string(),
  channel: z.string(),
  opened_at: z.date(),
  is_told: withDefault(z.boolean()),
});

declare module '../../database/tables.ts' {
  interface Tables {
    opened_channels: TableOf<typeof OpenedChannel>;
  }
}

type Place = { team: string; channel: string };

/** Stores that a channel is open to others; false where that was known. */
export async function noteOpened(
  transaction: Transaction,
  { team, channel, at }: Place & { at: Date },
): Promise<boolean> {
  const noted = await transaction
    .insertInto('opened_channels')
    .values({ team, channel, opened_at: at })
    .onConflict((conflict) => conflict.columns(['team', 'channel']).doNothing())
    .returning('channel')
    .executeTakeFirst();
  return noted !== undefined;
}

/** Forgets a channel that only agents read again. */
export async function noteClosed(
  transaction: Transaction,
  { team, channel }: Place,
): Promise<void> {
  await transaction
    .deleteFrom('opened_channels')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .execute();
}

/** The channels that are known to be open, by id: whether the owner was told. */
export async function openedChannels(
  queries: Queries,
  team: string,
): Promise<Map<string, boolean>> {
  const rows = await queries
    .selectFrom('opened_channels')
    .select(['channel', 'is_told'])
    .where('team', '=', team)
    .execute();
  return new Map(rows.map(({ channel, is_told }) => [channel, is_told]));
}

/** Stores that the owner is told, and since when it is open; undefined where they were, or it is not any more. */
export async function noteTold(
  transaction: Transaction,
  { team, channel }: Place,
): Promise<Date | undefined> {
  const told = await transaction
    .updateTable('opened_channels')
    .set({ is_told: true })
    .where('team', '=', team)
    .where('channel', '=', channel)
    .where('is_told', '=', false)
    .returning('opened_at')
    .executeTakeFirst();
  return told?.opened_at;
}
