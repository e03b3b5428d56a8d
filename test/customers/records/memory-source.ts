import type { RecordSource } from '../../../src/customers/records/record-source.ts';
import type { Account, Fact } from '../../../src/customers/records/records.ts';
import type { SectionId } from '../../../src/desk/desk.ts';

type Records = {
  accounts: readonly Account[];
  /** By account id. A section that an account has no facts of reads as "none". */
  personal?: Readonly<Record<string, Partial<Record<SectionId, Fact[]>>>>;
  saleItems?: Fact[];
};

/** A record source that keeps its records in memory. */
export function createMemorySource({ accounts, personal = {}, saleItems }: Records): RecordSource {
  const none: Fact[] = [{ label: 'Records', value: 'none' }];
  const read =
    (section: SectionId) =>
    async ({ id }: Account) =>
      personal[id]?.[section] ?? none;
  return {
    async findAccounts(email) {
      const wanted = email.toLowerCase();
      return accounts.filter((account) => account.email.toLowerCase() === wanted).slice(0, 25);
    },
    sections: {
      'billing-details': read('billing-details'),
      'sale-items': async () => saleItems ?? none,
      rewards: read('rewards'),
      'account-details': read('account-details'),
    },
  };
}
