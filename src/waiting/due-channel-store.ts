import { z } from 'zod';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';

/** An agents' channel, and when it was told last what is due. */
export const DueChannel = z.object({
  team: z.string(),
  channel: z.string(),
  told_at: z.date().nullable(),
});

declare module '../database/tables.ts' {
  interface Tables {
    due_channels: TableOf<typeof DueChannel>;
  }
}

type Place = { team: string; channel: string };

/** When each channel was told last. */
export async function dueChannels(queries: Queries, team: string): Promise<Map<string, Date>> {
  const rows = await queries
    .selectFrom('due_channels')
    .selectAll()
    .where('team', '=', team)
    .execute();
  return new Map(rows.flatMap(({ channel, told_at }) => (told_at ? [[channel, told_at]] : [])));
}

/** Keeps other instances from telling a channel until the transaction ends; returns when it was told last. */
export async function lockDueChannel(
  transaction: Transaction,
  { team, channel }: Place,
): Promise<Date | null> {
  await transaction
    .insertInto('due_channels')
    .values({ team, channel, told_at: null })
    .onConflict((conflict) => conflict.columns(['team', 'channel']).doNothing())
    .execute();
  const { told_at } = await transaction
    .selectFrom('due_channels')
    .select('told_at')
    .where('team', '=', team)
    .where('channel', '=', channel)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return told_at;
}

export async function noteChannelTold(
  transaction: Transaction,
  { team, channel, at }: Place & { at: Date },
): Promise<void> {
  await transaction
    .updateTable('due_channels')
    .set({ told_at: at })
    .where('team', '=', team)
    .where('channel', '=', channel)
    .execute();
}

/** Lets a channel go on under the id that it has now. */
export async function moveDueChannel(
  transaction: Transaction,
  { team, from, to }: { team: string; from: string; to: string },
): Promise<void> {
  const before = await transaction
    .deleteFrom('due_channels')
    .where('team', '=', team)
    .where('channel', '=', from)
    .returningAll()
    .executeTakeFirst();
  if (!before) return;
  await transaction
    .insertInto('due_channels')
    .values({ ...before, channel: to })
    .onConflict((conflict) => conflict.columns(['team', 'channel']).doNothing())
    .execute();
}
