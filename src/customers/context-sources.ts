import type { ContextSourceId } from '../desk/desk.ts';
import type { Fact } from './context.ts';
import type { CustomerDirectory } from './customer-directory.ts';
import { day, list, money, oneLine, paymentMethod } from './fact-text.ts';
import type { Account, Charge, Offer, Purchase, Reward } from './records.ts';

type PublicSource = {
  title: string;
  personal: false;
  read: (directory: CustomerDirectory) => Promise<Fact[]>;
};

type PersonalSource = {
  title: string;
  personal: true;
  read: (directory: CustomerDirectory, customerId: string) => Promise<Fact[]>;
};

/** How each kind of records is read and put into an agent's words. */
export const contextSources: Record<ContextSourceId, PublicSource | PersonalSource> = {
  'billing-details': { title: 'Billing details', personal: true, read: readBilling },
  'sale-items': { title: 'Sale items', personal: false, read: readSaleItems },
  rewards: { title: 'Rewards', personal: true, read: readRewards },
  'account-details': { title: 'Account details', personal: true, read: readAccount },
};

async function readBilling(directory: CustomerDirectory, customerId: string): Promise<Fact[]> {
  const [charges, purchases] = await Promise.all([
    directory.charges(customerId),
    directory.purchases(customerId),
  ]);
  return [
    ...methodFacts(charges),
    ...orNone('Charges', charges.map(chargeFact)),
    ...orNone('Purchases', purchases.map(purchaseFact)),
  ];
}

async function readSaleItems(directory: CustomerDirectory): Promise<Fact[]> {
  const offers = await directory.offers();
  return orNone('Sale items', offers.map(offerFact));
}

async function readRewards(directory: CustomerDirectory, customerId: string): Promise<Fact[]> {
  const rewards = await directory.rewards(customerId);
  return orNone('Rewards', rewards.map(rewardFact));
}

async function readAccount(directory: CustomerDirectory, customerId: string): Promise<Fact[]> {
  const account = await directory.account(customerId);
  return account ? accountFacts(account) : orNone('Account', []);
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
  };
}

function purchaseFact({ purchasedAt, item, price, currency }: Purchase): Fact {
  return {
    label: `Purchase of ${day(purchasedAt)}`,
    value: list(oneLine(item), money(price, currency)),
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

function accountFacts(account: Account): Fact[] {
  return [
    { label: 'Username', value: oneLine(account.username) },
    { label: 'Status', value: oneLine(account.status) },
    { label: 'Locked since', value: account.lockedAt ? day(account.lockedAt) : 'not locked' },
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
