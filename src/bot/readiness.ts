import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Conversations } from '../conversations/conversations.ts';
import type { IncomingMessage } from '../conversations/incoming-message.ts';
import { forgetInteractions } from '../database/interaction-store.ts';
import type { Database, Queries, Transaction } from '../database/open-database.ts';
import { rehearse } from '../database/rehearse.ts';
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
  conversations,
  client,
  intakeProblem,
  describe,
  describeRefused,
  now,
  freshMs = 10_000,
}: {
  database: Database;
  conversations: Pick<Conversations, 'collect'>;
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
    const problem = intakeProblem();
    const tried = problem === undefined ? takeMessage : write;
    const [canStore, slack] = await Promise.all([canDo(database, tried), askSlack()]);
    const isReady = canStore && !slack.isRefused && problem === undefined;
    return { isReady, canStore, slack, problem };
  }

  /** What intake writes and reads back, with the job that it starts: each of them may be what fails. */
  function takeMessage(transaction: Transaction): Promise<unknown> {
    return conversations.collect(transaction, rehearsed);
  }

  /** Without a job: before these are started, and after their end, none can be enqueued. */
  function write(transaction: Transaction): Promise<unknown> {
    return forgetInteractions(transaction, new Date(0));
  }

  async function report(): Promise<Readiness> {
    const { isReady, canStore, slack, problem } = await look();
    const [model, records, owner] = await Promise.all([
      describe.model(),
      describe.records(),
      describe.owner(),
    ]);
    return {
      isReady,
      deliveries: problem ?? (canStore ? 'taken in' : 'cannot be stored'),
      database: canStore ? 'takes writes' : 'takes no writes',
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

async function canDo(
  database: Database,
  work: (transaction: Transaction) => Promise<unknown>,
): Promise<boolean> {
  const taken = rehearse(database, work).then(
    () => true,
    () => false,
  );
  return Promise.race([taken, sleep(LONGEST_WRITE_MS, false, { ref: false })]);
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
  app: null,
  isMention: false,
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
