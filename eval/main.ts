import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { CannotStart } from '../src/cannot-start.ts';
import { DEFAULT_MODEL } from '../src/config.ts';
import { DeskInvalid, loadDesk } from '../src/desk/load-desk.ts';
import type { Ask } from '../src/llm/ask.ts';
import { defaultPauses } from '../src/pauses.ts';
import { readDotenv } from '../src/read-dotenv.ts';
import { createOfflineVoter } from '../src/triage/offline-vote.ts';
import { figuresOf } from './figures.ts';
import { createMeter } from './meter.ts';
import { type Options, readOptions } from './options.ts';
import { renderPage } from './page.ts';
import { printReport, type Report } from './print.ts';
import { readCases, spread } from './read-cases.ts';
import { type Outcome, runCase } from './run-case.ts';

// Measures how well triage does on labelled conversations: `npm run eval -- --data FILE.jsonl`.

/** A small model on a processor is slow, and its speed is reported apart. */
const TIME_FACTOR = 9;

const Settings = z.object({
  DESK: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.string().optional(),
  OPENAI_MODEL: z.string().default(DEFAULT_MODEL),
});

try {
  readDotenv();
  await evaluate(readOptions(process.argv.slice(2)));
} catch (error) {
  const isToRepair = error instanceof CannotStart || error instanceof DeskInvalid;
  process.stderr.write(`${isToRepair ? error.message : `Cannot evaluate: ${error}`}\n`);
  process.exitCode = 1;
}

async function evaluate(options: Options): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: a process of its own reads its environment.
  const settings = readSettings(process.env);
  const desk = await loadDesk(settings.DESK ?? 'desk.ts');
  const cases = spread(await readCases(options.data, desk.categories), options.limit);
  const meter = createMeter();
  const { ask, engine } = await engineOf(options, settings, meter.fetch);
  const voteOffline = createOfflineVoter(desk.categories);
  const all = Array.from({ length: options.repeat }, () => cases).flat();
  const outcomes: Outcome[] = [];
  for (const each of all) {
    const timeMs = defaultPauses.modelTimeMs * TIME_FACTOR;
    outcomes.push(await runCase(each, { desk, ask, voteOffline, meter, timeMs }));
    const isToTell = ask !== undefined || outcomes.length % 100 === 0;
    if (isToTell) process.stderr.write(`\r${outcomes.length} of ${all.length} conversations`);
  }
  process.stderr.write(`\r${outcomes.length} of ${all.length} conversations\n`);
  const date = new Date().toISOString().slice(0, 10);
  const report: Report = { engine, date, outcomes, repeat: options.repeat };
  const figures = figuresOf(outcomes);
  const json = JSON.stringify({ engine, date, ...figures }, null, 2);
  process.stdout.write(`${options.json ? json : printReport(report)}\n`);
  if (options.html !== undefined) await writeFile(options.html, renderPage(report));
  const least = options['min-accuracy-of-routed'];
  if (least !== undefined && figures.accuracyOfRouted < least) {
    process.stderr.write(
      `Right among routed: ${figures.accuracyOfRouted.toFixed(3)}, which is less than ${least}.\n`,
    );
    process.exitCode = 1;
  }
}

/** A variable that is set to nothing counts as not set. */
function readSettings(environment: NodeJS.ProcessEnv): z.infer<typeof Settings> {
  const given = Object.entries(environment).filter(([, value]) => value?.trim());
  return Settings.parse(Object.fromEntries(given));
}

async function engineOf(
  { engine }: Options,
  {
    OPENAI_API_KEY: apiKey,
    OPENAI_BASE_URL: baseURL,
    OPENAI_MODEL: name,
  }: z.infer<typeof Settings>,
  fetch: typeof globalThis.fetch,
): Promise<{ ask: Ask | undefined; engine: string }> {
  const isConfigured = apiKey !== undefined || baseURL !== undefined;
  if (engine === 'offline' || (engine === undefined && !isConfigured)) {
    return { ask: undefined, engine: 'offline' };
  }
  if (!isConfigured) {
    throw new CannotStart(
      'No model is configured: set OPENAI_API_KEY, or OPENAI_BASE_URL and OPENAI_MODEL, or write --engine offline.',
    );
  }
  const { createOpenAiAsk } = await import('../src/llm/openai-ask.ts');
  const { createOpenAiClient } = await import('../src/llm/openai-client.ts');
  const client = createOpenAiClient({ apiKey, baseURL, fetch });
  const attemptTimeoutMs = defaultPauses.modelAttemptMs * TIME_FACTOR;
  const ask = createOpenAiAsk({ client, model: name, attemptTimeoutMs });
  return { ask, engine: `${name}, ${baseURL ?? 'OpenAI'}` };
}
