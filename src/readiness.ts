import type { WebClient } from '@slack/web-api';
import { sql } from 'kysely';
import { z } from 'zod';
import { claimInteraction } from './database/claim-interaction.ts';
import type { Database, Queries } from './database/open-database.ts';
import type { Readiness } from './slack/web-server.ts';

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
  const probe = { team: '', key: 'ready', at };
  return database
    .transaction(async (transaction) => {
      await transaction.deleteFrom('interactions').where('team', '=', '').execute();
      return claimInteraction(transaction, probe);
    })
    .catch(() => false);
}

/**
 * Each count goes by an index that holds nothing else, so that it stays cheap with years of rows.
 * What belongs under a message that Slack refused waits for nothing: it was said elsewhere.
 */
async function countWork(queries: Queries): Promise<Pick<Readiness, 'waiting' | 'failed'>> {
  const counted = sql`select
    (select count(*) from pgboss.job where state in ('created', 'retry', 'active')) as jobs,
    (
      select count(*) from outbox left join outbox above on above.id = outbox.parent
      where outbox.ts is null and outbox.failure is null and above.failure is null
    ) as posts,
    (select count(*) from failed_jobs) as failed`;
  try {
    const { rows } = await counted.execute(queries);
    const { jobs, posts, failed } = Counts.parse(rows[0]);
    return { waiting: { jobs, posts }, failed };
  } catch {
    // Before the first start there are no tables, and a database that is down says nothing.
    return { waiting: undefined, failed: undefined };
  }
}

const Counts = z.object({ jobs: z.number(), posts: z.number(), failed: z.number() });

function describeSlack(client: WebClient): Promise<string> {
  return client.auth.test().then(
    () => 'answers',
    () => 'does not answer',
  );
}
