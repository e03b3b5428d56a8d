import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from 'pg-boss';
import { z } from 'zod';
import { desk } from '../../desk.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import { type Bot, createBot } from '../../src/bot/create-bot.ts';
import type { Config } from '../../src/config.ts';
import { Desk, type DeskFile } from '../../src/desk/desk.ts';
import { WEEKDAYS } from '../../src/desk/hours.ts';
import type { Checkpoint } from '../../src/jobs/checkpoint.ts';
import type { Log } from '../../src/log.ts';
import type { Pauses } from '../../src/pauses.ts';
import { type Company, openCompany } from './company.ts';
import { emptyDatabase } from './empty-database.ts';
import { expectNothingLeft } from './left-behind.ts';

export type BotUnderTest = Company & {
  /** Where the bot's web server listens. */
  url: string;
  /** Where it tells how everything is. */
  adminUrl: string;
  /** What the bot logged. */
  log: { level: string; about: object; message: string }[];
  rerunFailed: Bot['rerunFailed'];
  /** Resolves when all deliveries are taken in and no job waits: nothing more comes by itself. */
  settled(): Promise<void>;
  /** Stops the bot, and the workspace if it was opened for this bot alone. */
  stop(): Promise<void>;
};

export type BotSettings = {
  /** Where the bot works; by default a workspace of its own. */
  company?: Company;
  /** By default an empty one; a bot that is started again goes on with the one before. */
  database?: Config['database'] | undefined;
  model?: Config['model'];
  customersUrl?: string;
  desk?: Partial<DeskFile>;
  owner?: string;
  socketMode?: boolean;
  /** Furnishes the workspace further before the bot starts. */
  prepare?: (slack: Workspace) => void;
  checkpoint?: Checkpoint;
  clock?: Clock;
  /** Where they differ from those of every test. */
  pauses?: Partial<Pauses>;
};

/** No test waits for the bot in real time longer than it must. */
const pauses: Partial<Pauses> = {
  betweenPostsMs: 20,
  betweenPagesMs: 20,
  slackRetryMs: 50,
  beforeReadingAgainMs: 50,
  socketRetryMs: 50,
  pollMs: 100,
  jobRetryMs: 1_000,
  longestJobRetryMs: 1_000,
  rootMayComeMs: 300,
  betweenLooksForFileMs: 20,
  modelRetryMs: 20,
};

/** Starts the whole bot in this process. What it leaves behind when it is stopped fails the tests. */
export async function startBot(settings: BotSettings = {}): Promise<BotUnderTest> {
  const company = settings.company ?? (await openCompany());
  const { slack } = company;
  settings.prepare?.(slack);
  const log: BotUnderTest['log'] = [];
  const { checkpoint, clock } = settings;
  const config = await configOf(settings, slack);
  // After the check of the database's connections, which says more.
  expectNothingLeft();
  const bot = await createBot(config, {
    log: keepLog(log),
    signal: new AbortController().signal,
    pauses: { ...pauses, ...settings.pauses },
    ...(checkpoint && { checkpoint }),
    ...(clock && { clock }),
  });
  const url = `http://127.0.0.1:${bot.port}`;
  const adminUrl = `http://127.0.0.1:${bot.adminPort}`;
  if (!settings.socketMode) slack.deliverTo(`${url}/slack/events`);
  return {
    ...company,
    url,
    adminUrl,
    log,
    rerunFailed: bot.rerunFailed,
    async settled() {
      await slack.delivered();
      while (!(await isIdle(adminUrl))) await sleep(20);
    },
    async stop() {
      await bot.stop();
      if (!settings.company) await slack.stop();
    },
  };
}

const Ready = z.object({ waiting: z.object({ jobs: z.number(), posts: z.number() }) });

async function isIdle(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/ready`);
  const { waiting } = Ready.parse(await answer.json());
  return waiting.jobs === 0 && waiting.posts === 0;
}

async function configOf(settings: BotSettings, slack: Workspace): Promise<Config> {
  return {
    slack: {
      botToken: slack.botToken,
      apiUrl: slack.apiUrl,
      transport: settings.socketMode
        ? { kind: 'socket', appToken: slack.appToken }
        : { kind: 'http', signingSecret: slack.signingSecret },
    },
    web: { port: 0, host: '127.0.0.1' },
    admin: { port: 0, host: '127.0.0.1' },
    database: settings.database ?? (await emptyDatabase()),
    model: settings.model,
    customersUrl: settings.customersUrl,
    desk: Desk.parse({ ...desk, ...forTests, ...settings.desk }),
    owner: settings.owner,
    logLevel: 'silent',
  };
}

/** No test depends on when it runs. */
const atAnyHour = {
  week: Object.fromEntries(WEEKDAYS.map((day) => [day, '0:00-24:00'])),
};

/**
 * A scripted model routes what its test says, whether or not the desk's keywords know the words. Tests
 * about deciding set what a desk has by default.
 */
const forTests = { hours: atAnyHour, undoSeconds: 0, whenKeywordsSilent: 'route' } as const;

function keepLog(log: BotUnderTest['log']): Log {
  const keep = (level: string) => (about: object, message: string) => {
    log.push({ level, about, message });
  };
  return { info: keep('info'), warn: keep('warn'), error: keep('error') };
}
