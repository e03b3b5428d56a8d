import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { claimDatabase } from '../../src/database/claim-store.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { openCompany } from '../support/company.ts';
import { lastingDatabase } from '../support/empty-database.ts';
import { newDatabase } from '../support/new-database.ts';
import { startBot } from '../support/start-bot.ts';

const ours = await openCompany({ teamId: 'T0OURS' });
const theirs = await openCompany({ teamId: 'T0THEIRS' });
const postgres = await newDatabase();
after(async () => {
  await ours.slack.stop();
  await theirs.slack.stop();
});

const refusal = (owner: string, other: string) => ({
  name: 'DatabaseClaimed',
  message: new RegExp(`workspace ${owner}, and SLACK_BOT_TOKEN is of ${other}\\b.*own`),
});

test('a database belongs to the first workspace; a bot of another refuses to start and says both', async () => {
  const database = await lastingDatabase();
  const first = await startBot({ company: ours, database });
  await first.stop();

  await assert.rejects(startBot({ company: theirs, database }), refusal('T0OURS', 'T0THEIRS'));

  const again = await startBot({ company: ours, database });
  await again.stop();
});

test('a bot that cannot start claims nothing', async () => {
  const database = await lastingDatabase();
  const desk = { triageChannel: '#nowhere' };
  await assert.rejects(startBot({ company: theirs, database, desk }), {
    name: 'TriageChannelMissing',
  });

  const bot = await startBot({ company: ours, database });

  await bot.stop();
});

test('a bot of another workspace is refused for that reason, whatever else is wrong there', async () => {
  const database = await lastingDatabase();
  const first = await startBot({ company: ours, database });
  await first.stop();

  await assert.rejects(
    startBot({ company: theirs, database, desk: { triageChannel: '#nowhere' } }),
    refusal('T0OURS', 'T0THEIRS'),
  );
});

test('of two bots that start at once on an empty database one claims it', {
  skip: postgres === undefined,
}, async () => {
  const database = { kind: 'postgres', connectionString: postgres ?? '' } as const;

  const [one, other] = await Promise.allSettled([
    startBot({ company: ours, database }),
    startBot({ company: theirs, database }),
  ]);

  const started = [one, other].flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  const refused = [one, other].flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  for (const bot of started) await bot.stop();
  assert.equal(started.length, 1);
  assert.equal(refused[0]?.name, 'DatabaseClaimed');
});

test('a claim that comes second in the same moment loses', { skip: !postgres }, async () => {
  const connectionString = (await newDatabase()) ?? '';
  const [one, other] = await Promise.all([
    openDatabase({ kind: 'postgres', connectionString }),
    openDatabase({ kind: 'postgres', connectionString }),
  ]);
  const at = new Date();
  const held = Promise.withResolvers<void>();
  const claimed = Promise.withResolvers<void>();

  const first = one.transaction(async (transaction) => {
    await claimDatabase(transaction, { team: 'T1', at });
    claimed.resolve();
    await held.promise;
  });
  await claimed.promise;
  const second = other.transaction((transaction) => claimDatabase(transaction, { team: 'T2', at }));
  const refused = assert.rejects(second, refusal('T1', 'T2'));
  held.resolve();
  await first;

  await refused;
  await one.close();
  await other.close();
});
