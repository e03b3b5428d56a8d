import { z } from 'zod';

/** A time as its row had it. A string, since a year may have five digits. */
const Time = z.string();

export const ChargeData = z.object({
  is: z.literal('charge'),
  at: Time,
  description: z.string(),
  /** A decimal; negative for a refund. */
  amount: z.string(),
  currency: z.string(),
  /** The company's own word. */
  status: z.string().nullable(),
  /** Such as `AMEX ••1234`. */
  method: z.string().nullable(),
});
export type ChargeData = z.infer<typeof ChargeData>;

export const PurchaseData = z.object({
  is: z.literal('purchase'),
  at: Time,
  item: z.string(),
  price: z.string(),
  currency: z.string(),
});
export type PurchaseData = z.infer<typeof PurchaseData>;

export const AccountData = z.object({
  is: z.literal('account'),
  status: z.string(),
  lockedAt: Time.nullable(),
  createdAt: Time,
});
export type AccountData = z.infer<typeof AccountData>;

/** What a fact says, for code: by these, and never by its words, something is noticed. */
export const FactData = z.discriminatedUnion('is', [ChargeData, PurchaseData, AccountData]);
export type FactData = z.infer<typeof FactData>;
