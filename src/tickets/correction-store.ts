import { z } from 'zod';
import type { Queries, Transaction } from '../database/open-database.ts';
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

/** The latest corrections of a workspace, as many as there are behind some. */
export async function latestCorrections(
  queries: Queries,
  { team, behind, most }: { team: string; behind: number; most: number },
): Promise<Correction[]> {
  return queries
    .selectFrom('corrections')
    .selectAll()
    .where('team', '=', team)
    .orderBy('id', 'desc')
    .offset(behind)
    .limit(most)
    .execute();
}

export async function countCorrections(queries: Queries, team: string): Promise<number> {
  const { count } = await queries
    .selectFrom('corrections')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('team', '=', team)
    .executeTakeFirstOrThrow();
  return count;
}

/** Undefined where it is gone already. */
export async function deleteCorrection(
  transaction: Transaction,
  { team, id }: Pick<Correction, 'team' | 'id'>,
): Promise<Correction | undefined> {
  return transaction
    .deleteFrom('corrections')
    .where('team', '=', team)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}
