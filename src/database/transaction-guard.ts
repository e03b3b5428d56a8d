import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseConnection, Dialect, Driver } from 'kysely';

/** A query went around the transaction that it was made in. On PGlite it would wait for ever. */
export class OutsideTransaction extends Error {
  override readonly name = 'OutsideTransaction';
}

export type TransactionGuard = {
  /** Runs what happens inside an open transaction. */
  inside<Result>(work: () => Promise<Result>): Promise<Result>;
  /** @throws {OutsideTransaction} inside a transaction. */
  assertOutside(): void;
  /** Makes a dialect refuse a second connection inside a transaction. */
  guard(dialect: Dialect): Dialect;
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
    guard: (dialect) => ({
      createAdapter: () => dialect.createAdapter(),
      createIntrospector: (db) => dialect.createIntrospector(db),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createDriver: () => guardDriver(dialect.createDriver(), assertOutside),
    }),
  };
}

function guardDriver(driver: Driver, assertOutside: () => void): Driver {
  return new Proxy(driver, {
    get(target, property) {
      if (property === 'acquireConnection') {
        return (
          ...options: Parameters<Driver['acquireConnection']>
        ): Promise<DatabaseConnection> => {
          assertOutside();
          return target.acquireConnection(...options);
        };
      }
      const member: unknown = Reflect.get(target, property, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
