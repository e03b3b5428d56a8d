import type { Account, Fact } from '../../../src/customers/records/records.ts';
import { createMemorySource } from './memory-source.ts';
import { testRecordSource } from './record-source-contract.ts';

const john: Account = { id: '1001', email: 'johndoe@gmail.com', name: 'John Doe' };
const priya: Account = { id: '1004', email: 'priya@example.org', name: 'Priya Raman' };
const sharers = ['1005', '1006'].map((id) => ({ id, email: 'Office@example.net', name: `N${id}` }));
const crowd = Array.from({ length: 30 }, (_, index) => ({
  id: String(2000 + index),
  email: 'crowd@example.com',
  name: 'Crowd',
}));
const facts: Fact[] = [{ label: 'Charge of 5 Nov 2026', value: '349.99 USD, TV' }];
const everything = { 'billing-details': facts, rewards: facts, 'account-details': facts };

testRecordSource('A source in memory', {
  source: createMemorySource({
    accounts: [john, priya, ...sharers, ...crowd],
    personal: {
      [john.id]: everything,
      ...Object.fromEntries(
        sharers.map(({ id }) => [id, { 'account-details': [{ label: 'Username', value: id }] }]),
      ),
    },
    saleItems: facts,
  }),
  known: {
    account: john,
    shared: { email: 'office@example.net', accounts: sharers, marked: 'account-details' },
    withoutRecords: priya,
    crowdedEmail: 'crowd@example.com',
  },
});
