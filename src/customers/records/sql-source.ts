import { z } from 'zod';
import { createReadOnlyPool } from './read-only-pool.ts';
import { type RecordSource, RecordsUnavailable } from './record-source.ts';
import { accountFacts, billingFacts, offerFacts, rewardFacts } from './row-facts.ts';
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

/** A record source that holds connections until it is stopped. */
export type SqlSource = RecordSource & {
  /** Reads nobody's records. @throws {RecordsUnavailable} when a view cannot be read. */
  check(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Reads customers' records from six views in a company's PostgreSQL, read-only.
 *
 * The views and their columns are described in `docs/customer-records.md`.
 *
 * @throws {RecordsUnavailable} from each read, when the database is down or slow, a view or column
 * is missing, or a row is not as documented; the message names the view.
 */
export function createSqlSource({
  connectionString,
  queryTimeoutMs = 3_000,
}: {
  connectionString: string;
  queryTimeoutMs?: number;
}): SqlSource {
  const pool = createReadOnlyPool({ connectionString, queryTimeoutMs });

  async function read<Row>(view: SupportView<Row>, values: string[]): Promise<Row[]> {
    const rows = await pool.read(view.query, values).catch((cause) => {
      throw explainSqlFailure(view.name, cause);
    });
    return rows.map((row) => parseRow(view, row));
  }

  return {
    findAccounts: (email) => read(supportCustomers, [email]),
    sections: {
      async 'billing-details'({ id }) {
        const [charges, purchases] = await Promise.all([
          read(supportCharges, [id]),
          read(supportPurchases, [id]),
        ]);
        return billingFacts(charges, purchases);
      },
      'sale-items': async () => offerFacts(await read(supportOffers, [])),
      rewards: async ({ id }) => rewardFacts(await read(supportRewards, [id])),
      'account-details': async ({ id }) => accountFacts(await read(supportAccounts, [id])),
    },
    async check() {
      for (const { name, query } of views) {
        await pool.read(query, query.includes('$1') ? [null] : []).catch((cause) => {
          throw explainSqlFailure(name, cause);
        });
      }
    },
    stop: pool.stop,
  };
}

const views = [
  supportCustomers,
  supportCharges,
  supportPurchases,
  supportOffers,
  supportRewards,
  supportAccounts,
];

function parseRow<Row>(view: SupportView<Row>, row: unknown): Row {
  const parsed = view.row.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new RecordsUnavailable(
    `Cannot use a row of ${view.name}: change the view as docs/customer-records.md shows.\n` +
      z.prettifyError(parsed.error),
    { cause: parsed.error },
  );
}
