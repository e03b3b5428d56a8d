import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { probeWrite } from '../database/interaction-store.ts';
import type { Database, Queries } from '../database/open-database.ts';
import { countFailedJobs } from '../jobs/failed-job-store.ts';
import { countUnfinishedJobs } from '../jobs/pg-boss-tables.ts';
import { countUnposted } from '../outbox/outbox-store.ts';
import type { Refused } from '../slack/receiving/refused-deliveries.ts';
import { missingScopes } from '../slack/workspace/scopes.ts';
import { slackFailure } from '../slack/workspace/slack-failure.ts';
import { remembered } from './remembered.ts';
import type { SettingWords } from './try-settings.ts';

/** How the bot is: whether it takes work, how what it depends on is, and what waits. */
export type Readiness = {
  isReady: boolean;
  /** Whether deliveries are taken in, or why not. */
  deliveries: string;
  database: string;
  slack: string;
  /** Whether all scopes of the manifest are granted, or what the missing ones cost. */
  scopes: string | string[];
  model: string;
  records: string;
  owner: string;
  /** Jobs that are not done, and messages that are not posted; undefined while they cannot be counted. */
  waiting: { jobs: number; posts: number } | undefined;
  /** Jobs that have failed for good and wait to be run again. */
  failed: number | undefined;
  /** Deliveries whose signature was refused since one was last taken in. */
  refused: Refused | undefined;
};

/** Creates the answers to `/ready`: the short one for all, and the report for owners. */
export function createReadiness({
  database,
  client,
  intakeProblem,
  describe,
  describeRefused,
  now,
  freshMs = 10_000,
}: {
  database: Database;
  client: WebClient;
  /** Why deliveries are not taken in; undefined while they are. */
  intakeProblem: () => string | undefined;
  /** How what the bot can work without is, in words. */
  describe: SettingWords;
  describeRefused: () => Refused | undefined;
  now: () => Date;
  freshMs?: number;
}) {
  const askSlack = remembered(() => testSlack(client), { now, freshMs });
  return {
    isReady: async () => (await look()).isReady,
    report,
    /** What each scope costs that is not granted; none while that is not known. */
    async missingScopes() {
      const { scopes } = await askSlack();
      return typeof scopes === 'string' ? [] : scopes;
    },
  };

  async function look() {
    const [takesWrites, slack] = await Promise.all([canWrite(database, now()), askSlack()]);
    const problem = intakeProblem();
    const isReady = takesWrites && !slack.isRefused && problem === undefined;
    return { isReady, takesWrites, slack, problem };
  }

  async function report(): Promise<Readiness> {
    const { isReady, takesWrites, slack, problem } = await look();
    const [model, records, owner] = await Promise.all([
      describe.model(),
      describe.records(),
      describe.owner(),
    ]);
    return {
      isReady,
      deliveries: problem ?? 'taken in',
      database: takesWrites ? 'takes writes' : 'takes no writes',
      slack: slack.words,
      scopes: slack.scopes,
      model,
      records,
      owner,
      ...(await countWork(database.queries)),
      refused: describeRefused(),
    };
  }
}

/** A server behind a broken network does not even refuse. */
const LONGEST_WRITE_MS = 5_000;

async function canWrite(database: Database, at: Date): Promise<boolean> {
  const written = database
    .transaction((transaction) => probeWrite(transaction, at))
    .then(
      () => true,
      () => false,
    );
  return Promise.race([written, sleep(LONGEST_WRITE_MS, false, { ref: false })]);
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

type SlackState = { words: string; isRefused: boolean; scopes: Readiness['scopes'] };

async function testSlack(client: WebClient): Promise<SlackState> {
  try {
    const { response_metadata } = await client.auth.test();
    const scopes = describeScopes(response_metadata?.scopes);
    return { words: 'answers', isRefused: false, scopes };
  } catch (error) {
    const failure = slackFailure(error);
    if (failure.kind !== 'refused') {
      return { words: 'does not answer', isRefused: false, scopes: 'not known' };
    }
    const words = `refuses SLACK_BOT_TOKEN (${failure.code})`;
    return { words, isRefused: true, scopes: 'not known' };
  }
}

function describeScopes(granted: string[] | undefined): SlackState['scopes'] {
  if (!granted) return 'not known';
  const missing = missingScopes(granted);
  return missing.length > 0 ? missing : 'all granted';
}
