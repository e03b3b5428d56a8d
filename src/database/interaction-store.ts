import { z } from 'zod';
import type { Transaction } from './open-database.ts';
import type { TableOf } from './tables.ts';

/** Something that a Slack user did and that counts once: a click, a form, a command. */
export const Interaction = z.object({ team: z.string(), key: z.string(), received_at: z.date() });
export type Interaction = z.infer<typeof Interaction>;

declare module './tables.ts' {
  interface Tables {
    interactions: TableOf<typeof Interaction>;
  }
}

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

/** Forgets interactions. Slack repeats itself within minutes, not days. */
export async function forgetInteractions(transaction: Transaction, before: Date): Promise<void> {
  await transaction.deleteFrom('interactions').where('received_at', '<', before).execute();
}
