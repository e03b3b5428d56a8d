import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';

import { type CustomerDirectory, DirectoryDown } from '../../src/customers/customer-directory.ts';
import { gatherContext } from '../../src/customers/gather-context.ts';
import type { Identity } from '../../src/customers/identity.ts';
import { createSqlDirectory } from '../../src/customers/sql-directory.ts';
import { ContextSourceId } from '../../src/desk/desk.ts';
import { absentDatabase, silentDatabase } from '../support/failing-servers.ts';

const everySource = ContextSourceId.options;
const john: Identity = {
  user: 'U1',
  name: 'John',
  voucher: { status: 'vouched', email: 'johndoe@gmail.com' },
  typedEmail: null,
};
const guest: Identity = { ...john, voucher: { status: 'not-vouched', reason: 'guest' } };
const emptyDirectory: CustomerDirectory = {
  findByEmail: async (email) => [{ id: '1', email, name: 'John Doe' }],
  charges: async () => [],
  purchases: async () => [],
  offers: async () => [],
  rewards: async () => [],
  account: async () => undefined,
};

test('no directory is a state of its own', async () => {
  const context = await gatherContext({
    directory: undefined,
    identity: john,
    sources: everySource,
  });

  assert.deepEqual(context, { records: { status: 'no-directory' }, sections: [] });
});

test('an absent directory costs the records, and its reason is heard', async (t) => {
  const failures: unknown[] = [];

  const context = await gatherContext({
    directory: openDirectory(t, await absentDatabase()),
    identity: john,
    sources: everySource,
    onFailure: (failure) => failures.push(failure),
  });

  assert.deepEqual(context, { records: { status: 'directory-down' }, sections: [] });
  assert.ok(failures.length > 0);
  assert.ok(failures.every((failure) => failure instanceof DirectoryDown));
});

test('a hanging directory is given up at the deadline', async (t) => {
  const failures: unknown[] = [];

  const context = await gatherContext({
    directory: openDirectory(t, await silentDatabase(t)),
    identity: john,
    sources: everySource,
    deadlineMs: 100,
    onFailure: (failure) => failures.push(failure),
  });

  assert.deepEqual(context, { records: { status: 'directory-down' }, sections: [] });
  assert.match(String(failures[0]), /longer than 100 ms/);
});

test('a directory that fails midway keeps the sections that came', async () => {
  const failing: CustomerDirectory = {
    ...emptyDirectory,
    rewards: async () => {
      throw new DirectoryDown('Cannot read rewards');
    },
    charges: () => new Promise(() => {}),
  };

  const context = await gatherContext({
    directory: failing,
    identity: john,
    sources: everySource,
    deadlineMs: 100,
  });

  assert.deepEqual(context.records, { status: 'directory-down' });
  assert.deepEqual(
    context.sections.map(({ source }) => source),
    ['sale-items', 'account-details'],
  );
});

test('missing public records are told also for a customer who is not vouched for', async () => {
  const failing: CustomerDirectory = {
    ...emptyDirectory,
    offers: async () => {
      throw new TypeError('An adapter that forgets what it promised');
    },
  };

  const context = await gatherContext({
    directory: failing,
    identity: guest,
    sources: ['sale-items'],
  });

  assert.deepEqual(context, { records: { status: 'directory-down' }, sections: [] });
});

function openDirectory(t: TestContext, connectionString: string): CustomerDirectory {
  const opened = createSqlDirectory({ connectionString, queryTimeoutMs: 500 });
  t.after(opened.stop);
  return opened;
}
