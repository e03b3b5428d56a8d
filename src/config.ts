import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';
import type { DatabaseAddress } from './database/open-database.ts';
import type { Desk } from './desk/desk.ts';
import { DeskInvalid, loadDesk } from './desk/load-desk.ts';
import type { ModelSettings } from './llm/create-model.ts';
import { readSecretFiles } from './secret-files.ts';
import type { SlackTransport } from './slack/receiving/receiver.ts';

/** All settings, from the environment and the desk file. */
export type Config = {
  slack: { botToken: string; apiUrl: string; transport: SlackTransport };
  /** Where Slack's deliveries arrive, and the short answers to `/health` and `/ready`. */
  web: ListenAddress;
  /** Where `/ready` tells how everything is. */
  admin: ListenAddress;
  database: DatabaseAddress;
  /** Undefined: the offline engine does the triage. */
  model: ModelSettings | undefined;
  /** About how many tokens of a conversation the model is shown. Default: 850. */
  transcriptTokens?: number;
  /** Where the customers' records are; undefined when there are none. */
  customersUrl: string | undefined;
  desk: Desk;
  /** The Slack user who is notified when agents cannot be reached. */
  owner: string | undefined;
  logLevel: string;
};

/** A host of undefined means every address of this machine. */
export type ListenAddress = { port: number; host: string | undefined };

/** The settings cannot be used; the message lists all that is wrong, each with its remedy. */
export class ConfigInvalid extends CannotStart {
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
  const given = cleaned(environment);
  const { secrets, problems: fileProblems } = await readSecretFiles(given);
  const filled = { ...given, ...secrets };
  const settings = Settings.safeParse(filled);
  const wrong = settings.success ? [] : settings.error.issues;
  const problems = [
    ...fileProblems.values(),
    ...wrong.filter(({ path }) => !fileProblems.has(String(path[0]))).map(({ message }) => message),
    ...problemsBetween(filled),
  ];
  const desk = await loadDesk(filled.DESK ?? 'desk.ts').catch((error: unknown) => {
    if (!(error instanceof DeskInvalid)) throw error;
    problems.push(...error.problems);
    return undefined;
  });
  if (!settings.success || !desk || problems.length > 0) throw new ConfigInvalid(problems);
  return toConfig(settings.data, desk);
}

/**
 * A variable that is set to nothing counts as not set, as in a copied .env.example. `docker run
 * --env-file` keeps quotes as part of a value, and files from Windows keep a carriage return.
 */
function cleaned(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value = '']) => {
    const text = value
      .trim()
      .replace(/^(["'])(.*)\1$/s, '$2')
      .trim();
    return text ? [[name, text]] : [];
  });
  return Object.fromEntries(entries);
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

const token = (
  name: string,
  prefix: string,
  { otherwise, remedy }: { otherwise: string; remedy: string },
) =>
  z.string({ error: `${name} ${otherwise}: ${remedy}` }).startsWith(prefix, {
    error: ({ input }) => `${name} ${kindOfToken(input) ?? otherwise}: ${remedy}`,
  });

const DEFAULT_PORT = 3000;
const LAST_PORT = 65_535;

const portNumber = (name: string, example: number) => {
  const remedy = `write one from 0 to ${LAST_PORT}, such as ${example}.`;
  return z.coerce
    .number({ error: `${name} is not a number: ${remedy}` })
    .int({ error: `${name} is not a whole number: ${remedy}` })
    .min(0, { error: `${name} is below 0: ${remedy}` })
    .max(LAST_PORT, { error: `${name} is above 65535: ${remedy}` });
};

/** What a token is that belongs in another setting. */
function kindOfToken(value: unknown): string | undefined {
  const kinds = new Map([
    ['xoxb-', "is a bot's token (xoxb-), which belongs in SLACK_BOT_TOKEN"],
    ['xapp-', 'is an app-level token (xapp-), which belongs in SLACK_APP_TOKEN'],
    ['xoxp-', "is a user's token (xoxp-), which the bot does not use"],
  ]);
  return kinds.get(String(value).slice(0, 5));
}

const LOOPBACK = '127.0.0.1';

const TRANSCRIPT_TOKENS =
  'LLM_TRANSCRIPT_TOKENS is no whole number from 200 to 100000: write one such as 850, or leave it out.';

const Settings = z.object({
  SLACK_BOT_TOKEN: token('SLACK_BOT_TOKEN', 'xoxb-', {
    otherwise: 'is missing or does not begin with xoxb-',
    remedy: "copy it from your app's page, OAuth & Permissions, Bot User OAuth Token.",
  }),
  SLACK_APP_TOKEN: token('SLACK_APP_TOKEN', 'xapp-', {
    otherwise: 'does not begin with xapp-',
    remedy:
      "make one on your app's page, Basic Information, App-Level Tokens, with the scope connections:write.",
  }).optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: httpUrl('SLACK_API_URL', 'https://slack.com/api/').default(
    'https://slack.com/api/',
  ),
  PORT: portNumber('PORT', DEFAULT_PORT).default(DEFAULT_PORT),
  HOST: z.string().optional(),
  ADMIN_PORT: portNumber('ADMIN_PORT', 3001).optional(),
  ADMIN_HOST: z.string().default(LOOPBACK),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl('OPENAI_BASE_URL', 'http://localhost:11434/v1').optional(),
  OPENAI_MODEL: z.string().optional(),
  LLM_TRANSCRIPT_TOKENS: z.coerce
    .number({ error: TRANSCRIPT_TOKENS })
    .int(TRANSCRIPT_TOKENS)
    .min(200, TRANSCRIPT_TOKENS)
    .max(100_000, TRANSCRIPT_TOKENS)
    .optional(),
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
  const transports = ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'];
  if (!transports.some((name) => settings[name] || settings[`${name}_FILE`])) {
    problems.push(
      'Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set: for Socket Mode set the first (an app-level token with connections:write), for HTTP the second (Basic Information, Signing Secret).',
    );
  }
  const { PORT: port = DEFAULT_PORT, ADMIN_PORT: adminPort } = settings;
  if (Number(port) > 0 && Number(port) === Number(adminPort)) {
    problems.push('ADMIN_PORT is the same as PORT: set it to another, or leave it out.');
  }
  if (Number(port) === LAST_PORT && adminPort === undefined) {
    problems.push(
      `ADMIN_PORT is not set, and no port is after PORT, which is ${LAST_PORT}: set it to another.`,
    );
  }
  if (settings.OPENAI_BASE_URL && !settings.OPENAI_MODEL) {
    problems.push(
      'OPENAI_BASE_URL is set without OPENAI_MODEL: name the model that this server is to use.',
    );
  }
  return problems;
}

export const DEFAULT_MODEL = 'gpt-5-mini';

function toConfig(settings: z.infer<typeof Settings>, desk: Desk): Config {
  const { LLM_TRANSCRIPT_TOKENS: transcriptTokens } = settings;
  return {
    slack: {
      botToken: settings.SLACK_BOT_TOKEN,
      apiUrl: settings.SLACK_API_URL.replace(/\/?$/, '/'),
      transport: transportOf(settings),
    },
    web: { port: settings.PORT, host: settings.HOST ?? usualHost(settings) },
    admin: { port: settings.ADMIN_PORT ?? nextPort(settings.PORT), host: settings.ADMIN_HOST },
    database:
      settings.DATABASE_URL === undefined
        ? { kind: 'folder', folder: settings.DATA_DIR }
        : { kind: 'postgres', connectionString: settings.DATABASE_URL },
    model: modelOf(settings),
    ...(transcriptTokens !== undefined && { transcriptTokens }),
    customersUrl: settings.CUSTOMERS_DATABASE_URL,
    owner: settings.OWNER,
    desk,
    logLevel: settings.LOG_LEVEL,
  };
}

/** Over HTTP, Slack's requests come from outside; over sockets, nobody's do. */
function usualHost(settings: z.infer<typeof Settings>): string | undefined {
  return transportOf(settings).kind === 'http' ? undefined : LOOPBACK;
}

/** 0 asks for any port that is free. */
function nextPort(port: number): number {
  return port === 0 ? 0 : port + 1;
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
