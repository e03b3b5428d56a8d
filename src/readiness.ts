import type { WebClient } from '@slack/web-api';
import { claimInteraction } from './database/claim-interaction.ts';
import type { Database } from './database/open-database.ts';
import type { Readiness } from './slack/web-server.ts';

/** Creates the answer to `/ready`: a real write, and how Slack and the model are. */
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

function describeSlack(client: WebClient): Promise<string> {
  return client.auth.test().then(
    () => 'answers',
    () => 'does not answer',
  );
}
