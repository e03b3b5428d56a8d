import { day, list, money, oneLine, paymentMethod } from './fact-text.ts';
import type { Fact } from './records.ts';
import type { AccountDetails, Charge, Offer, Purchase, Reward } from './support-rows.ts';

export function billingFacts(charges: Charge[], purchases: Purchase[]): Fact[] {
  return [
    ...methodFacts(charges),
    ...orNone('Charges', charges.map(chargeFact)),
    ...orNone('Purchases', purchases.map(purchaseFact)),
  ];
}

export function offerFacts(offers: Offer[]): Fact[] {
  return orNone('Sale items', offers.map(offerFact));
}

export function rewardFacts(rewards: Reward[]): Fact[] {
  return orNone('Rewards', rewards.map(rewardFact));
}

export function accountFacts(accounts: AccountDetails[]): Fact[] {
  return orNone('Account', accounts.flatMap(detailFacts));
}

function methodFacts(charges: Charge[]): Fact[] {
  const methods = charges.flatMap((charge) => charge.paymentMethod ?? []).map(paymentMethod);
  if (methods.length === 0) return [];
  return [{ label: 'Payment method', value: list(...new Set(methods)) }];
}

function chargeFact(charge: Charge): Fact {
  const { chargedAt, description, amount, currency, status, paymentMethod: method } = charge;
  return {
    label: `Charge of ${day(chargedAt)}`,
    value: list(
      money(amount, currency),
      oneLine(description),
      status === null ? undefined : oneLine(status),
      method === null ? undefined : paymentMethod(method),
    ),
    data: {
      is: 'charge',
      at: chargedAt.toISOString(),
      description: oneLine(description),
      amount,
      currency,
      status: status === null ? null : oneLine(status),
      method: method === null ? null : paymentMethod(method),
    },
  };
}

function purchaseFact({ purchasedAt, item, price, currency }: Purchase): Fact {
  return {
    label: `Purchase of ${day(purchasedAt)}`,
    value: list(oneLine(item), money(price, currency)),
    data: { is: 'purchase', at: purchasedAt.toISOString(), item: oneLine(item), price, currency },
  };
}

function offerFact({ item, description, price, regularPrice, currency, endsAt }: Offer): Fact {
  return {
    label: oneLine(item),
    value: list(
      `${money(price, currency)} instead of ${money(regularPrice, currency)}`,
      until(endsAt),
      description === null ? undefined : oneLine(description),
    ),
  };
}

function rewardFact({ title, endsAt }: Reward): Fact {
  return { label: 'Reward', value: list(oneLine(title), until(endsAt)) };
}

function detailFacts(account: AccountDetails): Fact[] {
  return [
    { label: 'Username', value: oneLine(account.username) },
    { label: 'Status', value: oneLine(account.status) },
    {
      label: 'Locked since',
      value: account.lockedAt ? day(account.lockedAt) : 'not locked',
      data: {
        is: 'account',
        status: oneLine(account.status),
        lockedAt: account.lockedAt?.toISOString() ?? null,
        createdAt: account.createdAt.toISOString(),
      },
    },
    { label: 'Customer since', value: day(account.createdAt) },
    { label: 'Last sign-in', value: account.lastSignInAt ? day(account.lastSignInAt) : 'never' },
    { label: 'Two-factor sign-in', value: account.twoFactor ? 'on' : 'off' },
  ];
}

function until(endsAt: Date | null): string | undefined {
  return endsAt === null ? undefined : `until ${day(endsAt)}`;
}

function orNone(label: string, facts: Fact[]): Fact[] {
  return facts.length > 0 ? facts : [{ label, value: 'none' }];
}
