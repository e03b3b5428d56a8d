import type { Account, Charge, Customer, Offer, Purchase, Reward } from './records.ts';

/**
 * Where a company keeps its customers' records. Handoff only reads them.
 *
 * Lists are short (at most 25) and newest first. Each call throws {@link DirectoryDown} when the
 * records cannot be read, whatever the reason.
 */
export type CustomerDirectory = {
  /** Every account with this email, compared without case; two accounts may share one. */
  findByEmail(email: string): Promise<Customer[]>;
  charges(customerId: string): Promise<Charge[]>;
  purchases(customerId: string): Promise<Purchase[]>;
  /** What is on sale now, for anyone. */
  offers(): Promise<Offer[]>;
  rewards(customerId: string): Promise<Reward[]>;
  account(customerId: string): Promise<Account | undefined>;
};

/** The directory cannot answer: it is away, too slow, or not as documented. The message says which. */
export class DirectoryDown extends Error {
  override readonly name = 'DirectoryDown';
}
