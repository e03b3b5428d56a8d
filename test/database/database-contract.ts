import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimInteraction } from '../../src/database/interaction-store.ts';
import {
  type Database,
  type DatabaseAddress,
  openDatabase,
  type Transaction,
} from '../../src/database/open-database.ts';
import { OutsideTransaction } from '../../src/database/transaction-guard.ts';
import { NoteDown, startNoting } from '../support/note-jobs.ts';
import { until } from '../support/until.ts';
import { testEscalations } from './escalation-contract.ts';

/** Tries on one database, empty at first, what every database promises. */
export async function testDatabase(
  name: string,
  address: DatabaseAddress,
): Promise<{ stop: () => Promise<void> }> {
  const database = await openDatabase(address);
  const { jobs, note, noted } = await startNoting(database);

  test(`${name}: what a transaction writes and starts is there once it commits`, async () => {
    await database.transaction(async (transaction) => {
      await claim(transaction, 'committed');
      const payload = { key: 'committed', number: 1 };
      await jobs.enqueue(transaction, { kind: NoteDown, payload });
    });

    await until(() => noted('committed').length === 1);
    assert.deepEqual(await claimed(database), ['committed']);
  });

  test(`${name}: what a transaction writes and starts is gone if it fails`, async () => {
    const failing = database.transaction(async (transaction) => {
      await claim(transaction, 'rolled back');
      const payload = { key: 'rolled back', number: 1 };
      await jobs.enqueue(transaction, { kind: NoteDown, payload });
      throw new Error('No.');
    });

    await assert.rejects(failing, /^Error: No\.$/);
    await note({ key: 'after', number: 1 });
    await until(() => noted('after').length === 1);
    assert.deepEqual(noted('rolled back'), []);
    assert.deepEqual(await claimed(database), ['committed']);
  });

  test(`${name}: a query beside the open transaction is refused, and the transaction lives on`, async () => {
    await database.transaction(async (transaction) => {
      await assert.rejects(claimed(database), OutsideTransaction);
      await assert.rejects(
        database.transaction(async () => {}),
        OutsideTransaction,
      );
      assert.throws(database.assertOutsideTransaction, OutsideTransaction);
      await claim(transaction, 'guarded');
    });

    assert.deepEqual(await claimed(database), ['committed', 'guarded']);
  });

  test(`${name}: an interaction is taken once, however many take it at the same time`, async () => {
    const taken = await Promise.all(
      Array.from({ length: 20 }, () =>
        database.transaction((transaction) => claim(transaction, 'twenty')),
      ),
    );

    assert.equal(taken.filter(Boolean).length, 1);
  });

  testEscalations(name, { database, jobs });

  test(`${name}: jobs of one key run one by one in order, those of others beside them`, async () => {
    const keys = ['red', 'green', 'blue'];
    const numbers = Array.from({ length: 10 }, (_, index) => index + 1);

    for (const number of numbers) await Promise.all(keys.map((key) => note({ key, number })));

    await until(() => keys.every((key) => noted(key).length === numbers.length));
    for (const key of keys) assert.deepEqual(noted(key), numbers);
  });

  return {
    async stop() {
      await jobs.stop();
      await database.close();
    },
  };
}

function claim(transaction: Transaction, key: string): Promise<boolean> {
  return claimInteraction(transaction, { team: 'T1', key, at: new Date() });
}

async function claimed({ queries }: Database): Promise<string[]> {
  const rows = await queries.selectFrom('interactions').select('key').orderBy('key').execute();
  return rows.map(({ key }) => key);
}
