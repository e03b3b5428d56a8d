import type { z } from 'zod';
import { Account } from './records.ts';
import { AccountDetails, Charge, Offer, Purchase, Reward } from './support-rows.ts';

/** A view that a company provides: the columns that are read from it, and what a row must be. */
export type SupportView<Row> = { name: string; query: string; row: z.ZodType<Row> };

/*
 * Columns are named one by one, so that no other column of a view leaves the database. They are
 * cast, so that a company may keep ids and amounts in the types it likes. `$1` takes its column's
 * type.
 */

export const supportCustomers: SupportView<Account> = {
  name: 'support_customers',
  row: Account,
  query: `
    select id::text as "id", email::text as "email", name::text as "name"
    from support_customers
    where lower(email::text) = lower($1::text)
    limit 25`,
};

export const supportCharges: SupportView<Charge> = {
  name: 'support_charges',
  row: Charge,
  query: `
    select
      charged_at::timestamptz as "chargedAt",
      description::text as "description",
      amount::numeric::text as "amount",
      currency::text as "currency",
      status::text as "status",
      case when payment_last4 is not null
        then json_build_object('brand', payment_brand::text, 'last4', payment_last4::text)
      end as "paymentMethod"
    from support_charges
    where customer_id = $1
    order by charged_at desc
    limit 25`,
};

export const supportPurchases: SupportView<Purchase> = {
  name: 'support_purchases',
  row: Purchase,
  query: `
    select
      purchased_at::timestamptz as "purchasedAt",
      item::text as "item",
      price::numeric::text as "price",
      currency::text as "currency"
    from support_purchases
    where customer_id = $1
    order by purchased_at desc
    limit 25`,
};

export const supportOffers: SupportView<Offer> = {
  name: 'support_offers',
  row: Offer,
  query: `
    select
      item::text as "item",
      description::text as "description",
      price::numeric::text as "price",
      regular_price::numeric::text as "regularPrice",
      currency::text as "currency",
      ends_at::timestamptz as "endsAt"
    from support_offers
    order by ends_at, item
    limit 25`,
};

export const supportRewards: SupportView<Reward> = {
  name: 'support_rewards',
  row: Reward,
  query: `
    select title::text as "title", ends_at::timestamptz as "endsAt"
    from support_rewards
    where customer_id = $1
    order by ends_at, title
    limit 25`,
};

export const supportAccounts: SupportView<AccountDetails> = {
  name: 'support_accounts',
  row: AccountDetails,
  query: `
    select
      username::text as "username",
      status::text as "status",
      locked_at::timestamptz as "lockedAt",
      created_at::timestamptz as "createdAt",
      last_sign_in_at::timestamptz as "lastSignInAt",
      two_factor::boolean as "twoFactor"
    from support_accounts
    where customer_id = $1
    order by created_at desc
    limit 1`,
};
