import type { Transaction } from './open-database.ts';

/** Takes an interaction once: false when it was taken before, in this process or another. */
export async function claimInteraction(
  transaction: Transaction,
  { team, key, at }: { team: string; key: string; at: Date },
): Promise<boolean> {
  const claimed = await transaction
    .insertInto('interactions')
    .values({ team, key, received_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return claimed.numInsertedOrUpdatedRows === 1n;
}
