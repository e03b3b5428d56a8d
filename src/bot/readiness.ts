import type { WebClient } from '@slack/web-api';
import type { Conversations } from '../conversations/conversations.ts';
import type { IncomingMessage } from '../conversations/incoming-message.ts';
import type { Database, Queries } from '../database/open-database.ts';
import { rehearse } from '../database/rehearse.ts';
import { countFailedJobs } from '../jobs/failed-job-store.ts';
import { countUnfinishedJobs } from '../jobs/pg-boss-tables.ts';
import { countUnposted } from '../outbox/outbox-store.ts';
import type { Readiness } from '../slack/receiving/web-server.ts';

/** Creates the answer to `/ready`: a message taken in and back, how Slack and the model are, what waits. */
export function createReadiness({
  database,
  conversations,
  client,
  describeModel,
  now,
  freshMs = 10_000,
}: {
  database: Database;
  conversations: Pick<Conversations, 'collect'>;
  client: WebClient;
  describeModel: () => string;
  now: () => Date;
  freshMs?: number;
}): () => Promise<Readiness> {
  let slack = { until: 0, words: '' };
  return async () => {
    const isReady = await takesMessages(database, conversations);
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

/** What intake writes and reads back, with the job that it starts: each of them may be what fails. */
async function takesMessages(
  database: Database,
  { collect }: Pick<Conversations, 'collect'>,
): Promise<boolean> {
  return rehearse(database, (transaction) => collect(transaction, rehearsed)).then(
    () => true,
    () => false,
  );
}

const rehearsed: IncomingMessage = {
  team: 'ready',
  channel: 'ready',
  place: 'channel',
  ts: '1000000000.000000',
  root: '1000000000.000000',
  text: 'I was charged twice',
  files: [],
  revision: '1000000000.000000',
  author: { user: 'ready', kind: 'person' },
  isEscalationRequest: false,
  isIntake: true,
  mayGreet: true,
};

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
