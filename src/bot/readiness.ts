import type { WebClient } from '@slack/web-api';
import { probeWrite } from '../database/interaction-store.ts';
import type { Database, Queries } from '../database/open-database.ts';
import { countFailedJobs } from '../jobs/failed-job-store.ts';
import { countUnfinishedJobs } from '../jobs/pg-boss-tables.ts';
import { countUnposted } from '../outbox/outbox-store.ts';
import type { Readiness } from '../slack/receiving/web-server.ts';

/** Creates the answer to `/ready`: a real write, how Slack and the model are, and what waits. */
export function createReadiness({
  database,
  client,
  describeModel,
  now,
  freshMs = 10_000,
}: {
  database: Database;
  client: WebClient;
  describeModel: () => string;
  now: () => Date;
  freshMs?: number;
}): () => Promise<Readiness> {
  let slack = { until: 0, words: '' };
  return async () => {
    const isReady = await takesWrites(database, now());
    if (slack.until < now().getTime()) {
      slack = { until: now().getTime() + freshMs, words: await describeSlack(client) };
    }
    return {
      isReady,
      database: isReady ? 'takes writes' : 'takes no writes',
      slack: slack.words,
      model: describeModel(),
      ...(await countWork(database.queries)),
    };
  };
}

async function takesWrites(database: Database, at: Date): Promise<boolean> {
  return database.transaction((transaction) => probeWrite(transaction, at)).catch(() => false);
}

/** Each count goes by an index that holds nothing else, so that it stays cheap with years of rows. */
async function countWork(queries: Queries): Promise<Pick<Readiness, 'waiting' | 'failed'>> {
  try {
    const jobs = await countUnfinishedJobs(queries);
    const posts = await countUnposted(queries);
    return { waiting: { jobs, posts }, failed: await countFailedJobs(queries) };
  } catch {
    // Before the first start there are no tables, and a database that is down does not answer.
    return { waiting: undefined, failed: undefined };
  }
}

function describeSlack(client: WebClient): Promise<string> {
  return client.auth.test().then(
    () => 'answers',
    () => 'does not answer',
  );
}
