import type { Account, Fact } from './records.ts';
import type { PersonalSectionId, PublicSectionId } from './section.ts';

/**
 * Where a company keeps its customers' records. Handoff only reads them.
 *
 * Each call throws {@link RecordsUnavailable} when the records cannot be read, whatever the reason.
 */
export type RecordSource = {
  /** Every account with this email, compared without case, at most 25: two accounts may share one. */
  findAccounts(email: string): Promise<Account[]>;
  /** A reader for each section that the source offers; a ticket goes out without the others. */
  readonly sections: PersonalSections & PublicSections;
};

/**
 * A reader puts its records into an agent's words. It gives at least one fact: a customer without
 * purchases has the fact "Purchases: none".
 */
type PersonalSections = {
  readonly [Section in PersonalSectionId]?: (account: Account) => Promise<Fact[]>;
};

type PublicSections = { readonly [Section in PublicSectionId]?: () => Promise<Fact[]> };

/**
 * A record source cannot answer: it is down, too slow, or not as documented. The message says what
 * was tried and the remedy, and holds no value of a record, so it may be logged.
 */
export class RecordsUnavailable extends Error {
  override readonly name = 'RecordsUnavailable';
}
