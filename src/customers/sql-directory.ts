import { z } from 'zod';
import { type CustomerDirectory, DirectoryDown } from './customer-directory.ts';
import { createReadOnlyPool } from './read-only-pool.ts';
import { explainSqlFailure } from './sql-failure.ts';
import {
  type SupportView,
  supportAccounts,
  supportCharges,
  supportCustomers,
  supportOffers,
  supportPurchases,
  supportRewards,
} from './support-views.ts';

/** A directory that holds connections, until it is stopped. */
export type SqlDirectory = CustomerDirectory & { stop(): Promise<void> };

/**
 * Reads customers' records from six views in a company's PostgreSQL, read-only.
 *
 * The views and their columns are described in `docs/customer-records.md`.
 *
 * @throws {DirectoryDown} from each read, when the database is away or slow, a view or column is
 * missing, or a row is not as documented; the message names the view and the remedy, and no value.
 */
export function createSqlDirectory({
  connectionString,
  queryTimeoutMs = 3_000,
}: {
  connectionString: string;
  queryTimeoutMs?: number;
}): SqlDirectory {
  const pool = createReadOnlyPool({ connectionString, queryTimeoutMs });

  async function read<Row>(view: SupportView<Row>, values: string[]): Promise<Row[]> {
    const rows = await pool.read(view.query, values).catch((cause) => {
      throw explainSqlFailure(view.name, cause);
    });
    return rows.map((row) => parseRow(view, row));
  }

  return {
    findByEmail: (email) => read(supportCustomers, [email]),
    charges: (customerId) => read(supportCharges, [customerId]),
    purchases: (customerId) => read(supportPurchases, [customerId]),
    offers: () => read(supportOffers, []),
    rewards: (customerId) => read(supportRewards, [customerId]),
    account: async (customerId) => (await read(supportAccounts, [customerId])).at(0),
    stop: pool.stop,
  };
}

function parseRow<Row>(view: SupportView<Row>, row: unknown): Row {
  const parsed = view.row.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new DirectoryDown(
    `Cannot use a row of ${view.name}: mend the view as docs/customer-records.md shows.\n` +
      z.prettifyError(parsed.error),
    { cause: parsed.error },
  );
}
