import { z } from 'zod';
import type { DatabaseAddress } from './database/open-database.ts';
import type { Desk } from './desk/desk.ts';
import { DeskInvalid, loadDesk } from './desk/load-desk.ts';
import type { ModelSettings } from './llm/create-model.ts';
import type { SlackTransport } from './slack/receiving/receiver.ts';

/** All settings, from the environment and the desk file. */
export type Config = {
  slack: { botToken: string; apiUrl: string; transport: SlackTransport };
  port: number;
  database: DatabaseAddress;
  /** Undefined: the offline engine does the triage. */
  model: ModelSettings | undefined;
  /** Where the customers' records are; undefined when there are none. */
  customersUrl: string | undefined;
  desk: Desk;
  /** The Slack user who is notified when agents cannot be reached. */
  owner: string | undefined;
  logLevel: string;
};

/** The settings cannot be used; the message lists all that is wrong, each with its remedy. */
export class ConfigInvalid extends Error {
  override readonly name = 'ConfigInvalid';

  constructor(problems: string[]) {
    super(`Handoff cannot start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

type Environment = Record<string, string | undefined>;

/**
 * Reads the settings. No value is ever part of a problem's words, since it may be a secret.
 *
 * @throws {ConfigInvalid}
 */
export async function loadConfig(environment: Environment): Promise<Config> {
  // A variable that is set to nothing counts as not set, as in a copied .env.example.
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const settings = Settings.safeParse(filled);
  const wrong = settings.success ? [] : settings.error.issues.map(({ message }) => message);
  const problems = [...wrong, ...problemsBetween(filled)];
  const desk = await loadDesk(filled.DESK ?? 'desk.ts').catch((error: unknown) => {
    if (!(error instanceof DeskInvalid)) throw error;
    problems.push(...error.problems);
    return undefined;
  });
  if (!settings.success || !desk || problems.length > 0) throw new ConfigInvalid(problems);
  return toConfig(settings.data, desk);
}

const postgresUrl = (name: string) =>
  z
    .string()
    .refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
      error: `${name} is not the address of a PostgreSQL: write postgres://user:password@host:5432/database, or leave it out.`,
    })
    .optional();

const httpUrl = (name: string, example: string) =>
  z.url({
    protocol: /^https?$/,
    error: `${name} is not a web address: write one such as ${example}, or leave it out.`,
  });

const token = (prefix: string, problem: string) =>
  z.string({ error: problem }).startsWith(prefix, { error: problem });

const Settings = z.object({
  SLACK_BOT_TOKEN: token(
    'xoxb-',
    "SLACK_BOT_TOKEN is missing or does not begin with xoxb-: copy it from your app's page, OAuth & Permissions, Bot User OAuth Token.",
  ),
  SLACK_APP_TOKEN: token(
    'xapp-',
    "SLACK_APP_TOKEN does not begin with xapp-: make one on your app's page, Basic Information, App-Level Tokens, with the scope connections:write.",
  ).optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: httpUrl('SLACK_API_URL', 'https://slack.com/api/').default(
    'https://slack.com/api/',
  ),
  PORT: z.coerce
    .number({ error: 'PORT is not a number: write one from 0 to 65535, such as 3000.' })
    .int({ error: 'PORT is not a whole number: write one from 0 to 65535, such as 3000.' })
    .min(0, { error: 'PORT is below 0: write one from 0 to 65535, such as 3000.' })
    .max(65_535, { error: 'PORT is above 65535: write one from 0 to 65535, such as 3000.' })
    .default(3000),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl('OPENAI_BASE_URL', 'http://localhost:11434/v1').optional(),
  OPENAI_MODEL: z.string().optional(),
  DATABASE_URL: postgresUrl('DATABASE_URL'),
  DATA_DIR: z.string().default('./data'),
  CUSTOMERS_DATABASE_URL: postgresUrl('CUSTOMERS_DATABASE_URL'),
  OWNER: z
    .string()
    .regex(/^[UW][A-Z0-9]+$/, {
      error:
        'OWNER is not a Slack user id: copy yours from your profile in Slack (⋮, Copy member ID); it begins with U or W.',
    })
    .optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'LOG_LEVEL is unknown: write debug, info, warn, error or silent.',
    })
    .default('info'),
});

/** What is wrong with settings that hang together, whatever each of them is like. */
function problemsBetween(settings: Environment): string[] {
  const problems: string[] = [];
  if (!settings.SLACK_APP_TOKEN && !settings.SLACK_SIGNING_SECRET) {
    problems.push(
      'Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set: for Socket Mode set the first (an app-level token with connections:write), for HTTP the second (Basic Information, Signing Secret).',
    );
  }
  if (settings.OPENAI_BASE_URL && !settings.OPENAI_MODEL) {
    problems.push(
      'OPENAI_BASE_URL is set without OPENAI_MODEL: name the model that this server is to use.',
    );
  }
  return problems;
}

const DEFAULT_MODEL = 'gpt-5-mini';

function toConfig(settings: z.infer<typeof Settings>, desk: Desk): Config {
  return {
    slack: {
      botToken: settings.SLACK_BOT_TOKEN,
      apiUrl: settings.SLACK_API_URL.replace(/\/?$/, '/'),
      transport: transportOf(settings),
    },
    port: settings.PORT,
    database:
      settings.DATABASE_URL === undefined
        ? { kind: 'folder', folder: settings.DATA_DIR }
        : { kind: 'postgres', connectionString: settings.DATABASE_URL },
    model: modelOf(settings),
    customersUrl: settings.CUSTOMERS_DATABASE_URL,
    owner: settings.OWNER,
    desk,
    logLevel: settings.LOG_LEVEL,
  };
}

function transportOf(settings: z.infer<typeof Settings>): SlackTransport {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '' } = settings;
  return appToken === undefined ? { kind: 'http', signingSecret } : { kind: 'socket', appToken };
}

function modelOf(settings: z.infer<typeof Settings>): Config['model'] {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_MODEL: name } = settings;
  if (apiKey === undefined && baseURL === undefined) return undefined;
  return {
    name: name ?? DEFAULT_MODEL,
    ...(apiKey !== undefined && { apiKey }),
    ...(baseURL !== undefined && { baseURL }),
  };
}
