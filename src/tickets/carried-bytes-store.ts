import { z } from 'zod';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';

/** How much was carried for a customer on one day. */
export const CarriedBytes = z.object({
  team: z.string(),
  customer: z.string(),
  direction: z.enum(['to-agents', 'to-customer']),
  /** In UTC, as 2026-01-31. */
  day: z.string(),
  bytes: z.number(),
});
export type CarriedBytes = z.infer<typeof CarriedBytes>;

declare module '../database/tables.ts' {
  interface Tables {
    carried_bytes: TableOf<typeof CarriedBytes>;
  }
}

/** Whose day it counts for, and which way. */
export type CarriedAccount = Pick<CarriedBytes, 'team' | 'customer' | 'direction'>;

/** How much was carried on the day of a time. */
export async function carriedOn(
  queries: Queries,
  { team, customer, direction }: CarriedAccount,
  at: Date,
): Promise<number> {
  const row = await queries
    .selectFrom('carried_bytes')
    .select('bytes')
    .where('team', '=', team)
    .where('customer', '=', customer)
    .where('direction', '=', direction)
    .where('day', '=', dayOf(at))
    .executeTakeFirst();
  return row?.bytes ?? 0;
}

/** Adds what is carried, unless that is more than the day allows: then false. Earlier days are forgotten. */
export async function addCarried(
  transaction: Transaction,
  { team, customer, direction }: CarriedAccount,
  { bytes, most, at }: { bytes: number; most: number; at: Date },
): Promise<boolean> {
  if (bytes > most) return false;
  const day = dayOf(at);
  await transaction
    .deleteFrom('carried_bytes')
    .where('team', '=', team)
    .where('customer', '=', customer)
    .where('day', '<', day)
    .execute();
  const added = await transaction
    .insertInto('carried_bytes')
    .values({ team, customer, direction, day, bytes })
    .onConflict((conflict) =>
      conflict
        .columns(['team', 'customer', 'direction', 'day'])
        .doUpdateSet(({ eb }) => ({ bytes: eb('carried_bytes.bytes', '+', bytes) }))
        .where('carried_bytes.bytes', '<=', most - bytes),
    )
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
