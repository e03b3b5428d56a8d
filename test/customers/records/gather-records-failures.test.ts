import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Identity } from '../../../src/customers/identity.ts';
import { gatherRecords } from '../../../src/customers/records/gather-records.ts';
import {
  type RecordSource,
  RecordsUnavailable,
} from '../../../src/customers/records/record-source.ts';
import { createSqlSource } from '../../../src/customers/records/sql-source.ts';
import { SectionId } from '../../../src/desk/desk.ts';
import { absentDatabase, silentDatabase } from '../../support/failing-servers.ts';
import { createMemorySource } from './memory-source.ts';

const everySection = SectionId.options;
const john: Identity = {
  user: 'U1',
  name: 'John',
  email: { status: 'trusted', address: 'johndoe@gmail.com' },
  typedEmail: null,
};
const guest: Identity = { ...john, email: { status: 'untrusted', reason: 'guest' } };
const memory = createMemorySource({
  accounts: [{ id: '1', email: 'johndoe@gmail.com', name: 'John Doe' }],
});

test('no record source is a state of its own', async () => {
  const records = await gatherRecords({
    source: undefined,
    identity: john,
    sections: everySection,
  });

  assert.deepEqual(records, { account: { status: 'no-source' }, sections: [] });
});

test('an absent source costs the records, and its reason is reported', async (t) => {
  const failures: unknown[] = [];

  const records = await gatherRecords({
    source: openSource(t, await absentDatabase()),
    identity: john,
    sections: everySection,
    onFailure: (failure) => failures.push(failure),
  });

  assert.deepEqual(records, { account: { status: 'unavailable' }, sections: [] });
  assert.ok(failures.length > 0);
  assert.ok(failures.every((failure) => failure instanceof RecordsUnavailable));
});

test('a hanging source is given up at the deadline', async (t) => {
  const failures: unknown[] = [];

  const records = await gatherRecords({
    source: openSource(t, await silentDatabase(t)),
    identity: john,
    sections: everySection,
    deadlineMs: 100,
    onFailure: (failure) => failures.push(failure),
  });

  assert.deepEqual(records, { account: { status: 'unavailable' }, sections: [] });
  assert.match(String(failures[0]), /longer than 100 ms/);
});

test('a hanging source is given up after five seconds where no other deadline is given', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const hanging: RecordSource = { findAccounts: () => new Promise(() => {}), sections: {} };

  const gathering = gatherRecords({ source: hanging, identity: john, sections: [] });
  t.mock.timers.tick(5_000);

  assert.deepEqual(await gathering, { account: { status: 'unavailable' }, sections: [] });
});

test('no timer of a deadline is left when the records are gathered', async () => {
  await gatherRecords({ source: memory, identity: john, sections: everySection });

  assert.ok(!process.getActiveResourcesInfo().includes('Timeout'));
});

test('a source that fails midway keeps the sections that were read', async () => {
  const failing: RecordSource = {
    ...memory,
    sections: {
      ...memory.sections,
      rewards: async () => {
        throw new RecordsUnavailable('Cannot read rewards');
      },
      'billing-details': () => new Promise(() => {}),
    },
  };

  const records = await gatherRecords({
    source: failing,
    identity: john,
    sections: everySection,
    deadlineMs: 100,
  });

  assert.deepEqual(records.account, { status: 'unavailable' });
  assert.deepEqual(
    records.sections.map(({ section }) => section),
    ['sale-items', 'account-details'],
  );
});

test('missing public records are reported for a customer without a trusted email too', async () => {
  const failing: RecordSource = {
    ...memory,
    sections: {
      'sale-items': async () => {
        throw new TypeError('An adapter that breaks its promise');
      },
    },
  };

  const records = await gatherRecords({
    source: failing,
    identity: guest,
    sections: ['sale-items'],
  });

  assert.deepEqual(records, { account: { status: 'unavailable' }, sections: [] });
});

test('a section that the source does not offer is left out', async () => {
  const source: RecordSource = {
    ...memory,
    sections: { rewards: async () => [{ label: 'Reward', value: '10% off' }] },
  };

  const records = await gatherRecords({ source, identity: john, sections: everySection });

  assert.equal(records.account.status, 'found');
  assert.deepEqual(
    records.sections.map(({ section }) => section),
    ['rewards'],
  );
});

function openSource(t: TestContext, connectionString: string): RecordSource {
  const opened = createSqlSource({ connectionString, queryTimeoutMs: 500 });
  t.after(opened.stop);
  return opened;
}
