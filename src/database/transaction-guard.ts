import { AsyncLocalStorage } from 'node:async_hooks';
import type { KyselyPlugin } from 'kysely';

/** A query went around the transaction that it was made in. On PGlite it would never end. */
export class OutsideTransaction extends Error {
  override readonly name = 'OutsideTransaction';
}

export type TransactionGuard = {
  /** Runs what happens inside an open transaction. */
  inside<Result>(work: () => Promise<Result>): Promise<Result>;
  /** @throws {OutsideTransaction} inside a transaction. */
  assertOutside(): void;
  /** Makes queries refuse to run inside a transaction; the transaction's own go without it. */
  plugin: KyselyPlugin;
};

/**
 * Makes the same mistake fail the same way on both databases: inside a transaction everything goes
 * through its own connection, so that it commits or rolls back as one.
 */
export function createTransactionGuard(): TransactionGuard {
  const open = new AsyncLocalStorage<true>();
  const assertOutside = () => {
    if (open.getStore()) {
      throw new OutsideTransaction(
        'A query was made beside the open transaction: pass the transaction on.',
      );
    }
  };
  return {
    inside: (work) => open.run(true, work),
    assertOutside,
    plugin: {
      transformQuery({ node }) {
        assertOutside();
        return node;
      },
      transformResult: async ({ result }) => result,
    },
  };
}
