import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addSmallCompany } from '../../playground/small-company.ts';
import { createRandom } from '../../playground/workspace/faults/random.ts';
import { startWorkspace } from '../../playground/workspace/start-workspace.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import type { DatabaseAddress } from '../../src/database/open-database.ts';
import { freePort } from '../support/free-port.ts';
import { startPostgres } from '../support/start-postgres.ts';
import { agentsAtWork } from './agents-at-work.ts';
import { balance } from './balance.ts';
import { type BotInstance, createBotInstance } from './bot-instance.ts';
import type { SlackFixture } from './customer-case.ts';
import { type FaultyModel, startModel } from './model.ts';
import type { Scenario } from './scenarios.ts';

/** What a scenario runs in: Slack, the model, the database, and the running bot. */
export type Environment = SlackFixture &
  AsyncDisposable & {
    model: FaultyModel;
    instances: BotInstance[];
    database: DatabaseAddress;
  };

/** Starts the environment; it ends when it is disposed of. */
export async function startEnvironment(scenario: Scenario, seed: number): Promise<Environment> {
  const stops = new AsyncDisposableStack();
  try {
    return await start(scenario, seed, stops);
  } catch (error) {
    await stops.disposeAsync();
    throw error;
  }
}

async function start(
  scenario: Scenario,
  seed: number,
  stops: AsyncDisposableStack,
): Promise<Environment> {
  const { redeliverAfterMs, transport } = scenario;
  const slack = await startWorkspace({ redeliverAfterMs, seed, rateLimits: true });
  stops.defer(slack.stop);
  const company = addSmallCompany(slack);
  const agents = agentsAtWork([slack.as(company.agents.amy), slack.as(company.agents.ben)]);
  const posted: Message[] = [];
  slack.subscribe((change) => {
    const isByBot = change.type === 'message posted' && change.message.user === slack.botUserId;
    if (isByBot && !change.message.onlyFor) posted.push(change.message);
  });
  const model = await startModel(createRandom(seed));
  stops.defer(model.close);
  const database = await openDatabase(scenario, stops);
  const settings = {
    ...slackSettings(slack, transport),
    ...databaseSettings(database),
    OPENAI_BASE_URL: model.baseURL,
    OPENAI_API_KEY: 'none',
    OPENAI_MODEL: 'scripted',
    CUSTOMERS_DATABASE_URL: '',
    DESK: 'desk.ts',
    OWNER: '',
    LOG_LEVEL: 'info',
  };
  const instances: BotInstance[] = [];
  for (let created = 0; created < scenario.instances; created += 1) {
    instances.push(createBotInstance({ port: await freePort(), settings }));
  }
  stops.defer(async () => void (await Promise.allSettled(instances.map(({ kill }) => kill()))));
  for (const { start } of instances) start();
  await Promise.all(instances.map(({ ready }) => ready()));
  if (transport === 'http') balance(slack, instances);
  return {
    slack,
    company,
    agents,
    posted,
    model,
    instances,
    database,
    [Symbol.asyncDispose]: () => stops.disposeAsync(),
  };
}

async function openDatabase(
  { database }: Scenario,
  stops: AsyncDisposableStack,
): Promise<DatabaseAddress> {
  if (database === 'embedded') {
    const folder = await mkdtemp(join(tmpdir(), 'handoff-faults-'));
    stops.defer(() => rm(folder, { recursive: true, force: true }));
    return { kind: 'folder', folder };
  }
  const server = await startPostgres();
  if ('whyNot' in server) throw new Error(server.whyNot);
  stops.defer(server.stop);
  return { kind: 'postgres', connectionString: await server.newDatabase() };
}

function slackSettings(slack: Workspace, transport: Scenario['transport']) {
  const { botToken, signingSecret, appToken, apiUrl } = slack;
  return {
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: apiUrl,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: transport === 'socket' ? appToken : '',
  };
}

function databaseSettings(database: DatabaseAddress) {
  const isPostgres = database.kind === 'postgres';
  return {
    DATABASE_URL: isPostgres ? database.connectionString : '',
    DATA_DIR: database.kind === 'folder' ? database.folder : '',
  };
}
