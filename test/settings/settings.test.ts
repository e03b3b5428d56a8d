import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { desk as defaultDesk } from '../../desk.ts';
import { type Database, openDatabase, type Transaction } from '../../src/database/open-database.ts';
import { Desk, type DeskFile } from '../../src/desk/desk.ts';
import { createDeskInUse } from '../../src/settings/desk-in-use.ts';
import { fileReplyKey, HOLIDAYS, seenOf, TARGETS, targetsKey } from '../../src/settings/setting.ts';
import { createSettings } from '../../src/settings/settings.ts';
import { newDatabase } from '../support/new-database.ts';

const team = 'T1';
const at = new Date('2026-11-27T09:00:00Z');
const file: Partial<DeskFile> = {
  savedReplies: [{ title: 'Refunded', text: 'It is refunded.' }],
  hours: { zone: 'UTC', holidays: ['2026-12-26', '2026-12-25'] },
};

const databases: { name: string; database: Database }[] = [
  { name: 'PGlite', database: await openDatabase({ kind: 'memory' }) },
];
const connectionString = await newDatabase();
if (connectionString) {
  const database = await openDatabase({ kind: 'postgres', connectionString });
  databases.push({ name: 'PostgreSQL', database });
} else test('PostgreSQL: settings', { skip: 'NOT TESTED ON POSTGRESQL' });
after(async () => {
  for (const { database } of databases) await database.close();
});

/** Settings of a workspace of their own, by a desk file that may change. */
function open(database: Database, name: string, changed: Partial<DeskFile> = {}) {
  const desk = Desk.parse({ ...defaultDesk, ...file, ...changed });
  const settings = createSettings({ desk, team: name });
  const readDesk = createDeskInUse(desk, { zone: 'UTC', settings });
  const change = <Result>(work: (transaction: Transaction) => Promise<Result>) =>
    database.transaction(work);
  const history = () =>
    database.queries
      .selectFrom('setting_changes')
      .select(['key', 'value', 'changed_by'])
      .where('team', '=', name)
      .orderBy('id')
      .execute();
  return { desk, settings, readDesk: () => readDesk(database.queries), change, history };
}

for (const { name, database } of databases) {
  test(`${name}: without a change the desk is what the file says`, async () => {
    const { desk, readDesk } = open(database, `${team}-none`);

    const inUse = await readDesk();

    assert.deepEqual(inUse.savedReplies, [
      { id: fileReplyKey('Refunded'), title: 'Refunded', text: 'It is refunded.' },
    ]);
    assert.deepEqual(inUse.targetsOf('billing'), desk.targets);
    assert.deepEqual(
      inUse.workingTime.backAt(new Date('2026-12-25T12:00:00Z')),
      new Date('2026-12-28T09:00:00Z'),
    );
  });

  test(`${name}: the targets of a category are its own, those of all, or off`, async () => {
    const { settings, readDesk, change } = open(database, `${team}-targets`);
    const own = { firstReply: 60_000, nextReply: 120_000 };
    const all = { firstReply: 180_000, nextReply: 240_000 };
    const [before] = [await settings.read(database.queries)];
    const set = (key: string, value: typeof own | false | 'desk', seen: string) =>
      change((transaction) =>
        settings.saveTargets(transaction, { key, seen, value, by: 'U1', at }),
      );

    await set(targetsKey('billing'), own, seenOf('desk'));
    await set(targetsKey('sale'), false, seenOf('desk'));
    await set(TARGETS, all, seenOf(before.targets.value));
    const late = await set(TARGETS, own, seenOf(before.targets.value));

    const { targetsOf } = await readDesk();
    assert.deepEqual(['billing', 'sale', 'support', 'triage', null].map(targetsOf), [
      own,
      undefined,
      all,
      all,
      all,
    ]);
    assert.equal(late.status, 'changed-meanwhile');
  });

  test(`${name}: every change is kept, and what was submitted twice is one`, async () => {
    const { settings, readDesk, change, history } = open(database, `${team}-history`);
    const key = fileReplyKey('Refunded');
    const seen = seenOf({ title: 'Refunded', text: 'It is refunded.' });
    const value = { title: 'Refunded', text: 'Paid back' };
    const added = { id: 'V1', value: { title: 'New', text: 'New' }, by: 'U2', at };
    const edit = { key, seen, value, by: 'U1', at };

    for (const _ of [1, 2]) {
      await change((transaction) => settings.saveReply(transaction, edit));
      await change((transaction) => settings.addReply(transaction, added));
    }
    await change((transaction) =>
      settings.backToFile(transaction, { key, seen: seenOf(value), by: 'U2', at }),
    );
    await change((transaction) =>
      settings.changeHolidays(transaction, { add: [], remove: ['2026-12-25'], by: 'U1', at }),
    );
    await change((transaction) =>
      settings.changeHolidays(transaction, { add: ['2026-12-25'], remove: [], by: 'U1', at }),
    );

    assert.deepEqual(await history(), [
      { key, value, changed_by: 'U1' },
      { key: 'reply:added:V1', value: added.value, changed_by: 'U2' },
      { key, value: null, changed_by: 'U2' },
      { key: HOLIDAYS, value: ['2026-12-26'], changed_by: 'U1' },
      { key: HOLIDAYS, value: null, changed_by: 'U1' },
    ]);
    const { savedReplies } = await readDesk();
    assert.deepEqual(
      savedReplies.map(({ title, text }) => [title, text]),
      [
        ['Refunded', 'It is refunded.'],
        ['New', 'New'],
      ],
    );
  });

  test(`${name}: of many leads at once each sees what another changed, and holidays of all of them stay`, async () => {
    const { settings, change } = open(database, `${team}-race`);
    const key = fileReplyKey('Refunded');
    const seen = seenOf({ title: 'Refunded', text: 'It is refunded.' });
    const days = ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'];

    const outcomes = await Promise.all(
      days.map((day) =>
        change((transaction) =>
          settings.saveReply(transaction, {
            key,
            seen,
            value: { title: 'Refunded', text: `By ${day}` },
            by: day,
            at,
          }),
        ),
      ),
    );
    await Promise.all(
      days.map((day) =>
        change((transaction) =>
          settings.changeHolidays(transaction, { add: [day], remove: [], by: day, at }),
        ),
      ),
    );

    const { holidays } = await settings.read(database.queries);
    assert.equal(outcomes.filter(({ status }) => status === 'saved').length, 1);
    assert.deepEqual(holidays.value, ['2026-12-25', '2026-12-26', ...days]);
  });

  test(`${name}: a change of the desk file beneath is known, until the file says the same`, async () => {
    const space = `${team}-file`;
    const first = open(database, space);
    const key = fileReplyKey('Refunded');
    const seen = seenOf({ title: 'Refunded', text: 'It is refunded.' });
    const value = { title: 'Paid back', text: 'Paid back.' };
    await first.change((transaction) =>
      first.settings.saveReply(transaction, { key, seen, value, by: 'U1', at }),
    );
    const read = async (text: string | undefined) => {
      const savedReplies = text === undefined ? [] : [{ title: 'Refunded', text }];
      const { settings } = open(database, space, { savedReplies });
      const [reply] = (await settings.read(database.queries)).savedReplies;
      return reply && [reply.value, reply.isFileChanged];
    };

    assert.deepEqual(await read('It is refunded.'), [value, false]);
    assert.deepEqual(await read('Another text'), [value, true]);
    assert.deepEqual(await read(undefined), [value, true]);
  });
}
