import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { createReadiness } from '../../src/bot/readiness.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { createJobs } from '../../src/jobs/jobs.ts';
import { createSlackClient } from '../../src/slack/workspace/client.ts';
import { emptyDatabase } from '../support/empty-database.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { refuseWrites } from '../support/refused-writes.ts';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack } = bot;
after(bot.stop);

const describe = {
  model: async () => 'none',
  records: async () => 'none',
  owner: async () => 'none',
};

const Said = z.object({
  waiting: z.object({ jobs: z.number(), posts: z.number() }),
  failed: z.number(),
});

async function ready() {
  const answer = await fetch(`${bot.adminUrl}/ready`);
  return { status: answer.status, said: Said.parse(await answer.json()) };
}

test('/ready says how many jobs and posts wait, and is ready all the same', async () => {
  const ann = bot.customer('Ann');
  await ann.directMessage('I was charged twice');
  await slack.delivered();
  slack.faults.add({ fault: 'rate-limited', method: 'chat.postMessage', retryAfterSeconds: 1 });

  await ann.command('/escalate');
  const { status, said } = await ready();
  slack.faults.clear();
  await bot.transcript(await bot.card(bot.billing, 'Customer: Ann'));

  assert.equal(status, 200);
  assert.ok(said.waiting.jobs > 0, `${said.waiting.jobs} jobs`);
  assert.ok(said.waiting.posts > 0, `${said.waiting.posts} posts`);
  assert.equal(said.failed, 0);
});

test('/ready says that nothing waits once all is done', async () => {
  for (const giveUp = AbortSignal.timeout(10_000); !giveUp.aborted; ) {
    const { said } = await ready();
    if (said.waiting.jobs === 0 && said.waiting.posts === 0) return;
  }

  assert.fail('Something still waits');
});

test('what waits is counted from indexes, also with years of rows', async () => {
  const database = await openDatabase(await emptyDatabase());
  const jobs = createJobs({ database, onError: () => {} });
  await jobs.start();
  after(database.close);
  after(jobs.stop);
  const planOf = async (from: string) => {
    const { rows } = await sql`explain select count(*) from ${sql.raw(from)}`.execute(
      database.queries,
    );
    return JSON.stringify(rows);
  };

  await sql`set enable_seqscan = off`.execute(database.queries);
  const ofJobs = await planOf("pgboss.job where state in ('created', 'retry', 'active')");
  const ofPosts = await planOf('outbox where ts is null and refusal is null');

  assert.match(ofJobs, /Index/);
  assert.match(ofPosts, /outbox_to_be_posted/);
});

test('Slack is asked again after ten seconds, and a database that takes no writes is not ready', async () => {
  const database = await openDatabase(await emptyDatabase());
  let now = 1_000_000;
  const readiness = createReadiness({
    database,
    conversations: { collect: async () => ({ status: 'known' }) },
    client: createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl }),
    intakeProblem: () => undefined,
    describe,
    describeRefused: () => undefined,
    now: () => new Date(now),
  });
  const slackAt = async (ms: number) => {
    now = 1_000_000 + ms;
    return (await readiness.report()).slack;
  };

  const before = await slackAt(0);
  slack.faults.add({ fault: 'http-error', status: 503, method: 'auth.test' });
  const remembered = await slackAt(10_000);
  const asked = await slackAt(10_001);
  slack.faults.clear();
  await database.close();
  const closed = await readiness.report();

  assert.deepEqual([before, remembered, asked], ['answers', 'answers', 'does not answer']);
  assert.partialDeepStrictEqual(closed, {
    isReady: false,
    deliveries: 'cannot be stored',
    database: 'takes no writes',
  });
  assert.equal(closed.waiting, undefined);
});

test('a token that Slack no longer takes makes the bot not ready', async () => {
  const database = await openDatabase(await emptyDatabase());
  after(database.close);
  const readiness = createReadiness({
    database,
    conversations: { collect: async () => ({ status: 'known' }) },
    client: createSlackClient({ token: 'xoxb-hunter2', apiUrl: slack.apiUrl }),
    intakeProblem: () => undefined,
    describe,
    describeRefused: () => undefined,
    now: () => new Date(),
  });

  const report = await readiness.report();

  assert.equal(await readiness.isReady(), false);
  assert.partialDeepStrictEqual(report, {
    isReady: false,
    slack: 'refuses SLACK_BOT_TOKEN (invalid_auth)',
    scopes: 'not known',
  });
});

test('/ready fails when a message could not be taken in, and is well again after that', async () => {
  const refusing = await openPostgres();
  if (refusing === undefined) return;
  const other = await startBot({ database: refusing.address });
  after(async () => {
    await other.stop();
    await refusing.stop();
  });
  const status = async () => (await fetch(`${other.url}/ready`)).status;
  const parts = async () => (await fetch(`${other.adminUrl}/ready`)).json();
  const counts = async () =>
    refusing.rows(
      'select (select count(*) from messages) as messages, (select count(*) from pgboss.job) as jobs',
    );
  const before = { status: await status(), counts: await counts() };

  const mend = await refuseWrites(refusing, 'messages');
  const refused = await status();
  const refusedParts = await parts();
  await mend();
  await refusing.rows('alter table pgboss.job_common rename to elsewhere');
  const withoutJobs = await status();
  await refusing.rows('alter table pgboss.elsewhere rename to job_common');

  assert.deepEqual([before.status, refused, withoutJobs, await status()], [200, 503, 503, 200]);
  assert.partialDeepStrictEqual(refusedParts, {
    deliveries: 'cannot be stored',
    database: 'takes no writes',
  });
  assert.partialDeepStrictEqual(await parts(), {
    deliveries: 'taken in',
    database: 'takes writes',
  });
  assert.deepEqual(await counts(), before.counts);
});
