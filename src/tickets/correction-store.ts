import { z } from 'zod';
import type { Transaction } from '../database/open-database.ts';
import { type TableOf, withDefault } from '../database/tables.ts';

/** That a ticket had come to the wrong agents, by the word of one of them. */
export const Correction = z.object({
  id: withDefault(z.number()),
  team: z.string(),
  ticket_id: z.string(),
  corrected_by: z.string(),
  moved_from: z.string(),
  moved_to: z.string(),
  corrected_at: z.date(),
});
export type Correction = z.infer<typeof Correction>;

declare module '../database/tables.ts' {
  interface Tables {
    corrections: TableOf<typeof Correction>;
  }
}

export async function insertCorrection(
  transaction: Transaction,
  correction: Omit<Correction, 'id'>,
): Promise<void> {
  await transaction.insertInto('corrections').values(correction).execute();
}
