import { z } from 'zod';
import type { Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';
import { type Correction, deleteCorrection } from './correction-store.ts';

/** A correction that a lead removed, under the id that it had. */
export const RemovedCorrection = z.object({
  id: z.number(),
  team: z.string(),
  ticket_id: z.string(),
  corrected_by: z.string(),
  moved_from: z.string(),
  moved_to: z.string(),
  corrected_at: z.date(),
  removed_by: z.string(),
  removed_at: z.date(),
});

declare module '../database/tables.ts' {
  interface Tables {
    removed_corrections: TableOf<typeof RemovedCorrection>;
  }
}

/** Removes a correction, and keeps who did; one that is gone already stays so. */
export async function removeCorrection(
  transaction: Transaction,
  { team, id, by, at }: Pick<Correction, 'team' | 'id'> & { by: string; at: Date },
): Promise<void> {
  const correction = await deleteCorrection(transaction, { team, id });
  if (!correction) return;
  await transaction
    .insertInto('removed_corrections')
    .values({ ...correction, removed_by: by, removed_at: at })
    .execute();
}
