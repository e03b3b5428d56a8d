import { z } from 'zod';

const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a decimal number');
const Currency = z.string().regex(/^[A-Z]{3}$/, 'must be a three-letter currency code');

/** A card or wallet by its brand and last four digits; there is no field for its number. */
export const PaymentMethod = z.object({
  brand: z.string(),
  last4: z.string().regex(/^\d{4}$/, 'must be exactly four digits'),
});
export type PaymentMethod = z.infer<typeof PaymentMethod>;

/** A payment, made or only tried. The amount is a decimal string, so that no cent is rounded. */
export const Charge = z.object({
  chargedAt: z.date(),
  description: z.string(),
  amount: Decimal,
  currency: Currency,
  status: z.string().nullable(),
  paymentMethod: PaymentMethod.nullable(),
});
export type Charge = z.infer<typeof Charge>;

/** Something the customer bought, whether or not it is paid. */
export const Purchase = z.object({
  purchasedAt: z.date(),
  item: z.string(),
  price: Decimal,
  currency: Currency,
});
export type Purchase = z.infer<typeof Purchase>;

/** A sale item that anyone may see. `endsAt` is null when it has no end. */
export const Offer = z.object({
  item: z.string(),
  description: z.string().nullable(),
  price: Decimal,
  regularPrice: Decimal,
  currency: Currency,
  endsAt: z.date().nullable(),
});
export type Offer = z.infer<typeof Offer>;

/** What one customer has earned. `endsAt` is null when it has no end. */
export const Reward = z.object({ title: z.string(), endsAt: z.date().nullable() });
export type Reward = z.infer<typeof Reward>;

/**
 * What support needs to verify and unlock an account.
 * It has no field for a password, a security question, an answer or any other secret, and must get none.
 */
export const AccountDetails = z.object({
  username: z.string(),
  status: z.string(),
  lockedAt: z.date().nullable(),
  createdAt: z.date(),
  lastSignInAt: z.date().nullable(),
  twoFactor: z.boolean(),
});
export type AccountDetails = z.infer<typeof AccountDetails>;
