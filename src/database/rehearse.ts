import type { Database, Transaction } from './open-database.ts';

/**
 * Does the work of a transaction and takes it back, so that what may hinder it shows.
 *
 * @throws what the work or the database throws.
 */
export async function rehearse(
  { transaction }: Pick<Database, 'transaction'>,
  work: (transaction: Transaction) => Promise<unknown>,
): Promise<void> {
  const takenBack = new Error('The work was only rehearsed.');
  try {
    await transaction(async (open) => {
      await work(open);
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
}
