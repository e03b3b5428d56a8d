import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BotProcess, startBotProcess } from './demo/bot-process.ts';
import { createNarrator } from './demo/narrate.ts';
import { playScene } from './demo/play-scene.ts';
import { scenes } from './demo/scenes.ts';
import { startShop } from './shop/start-shop.ts';
import { addSmallCompany } from './small-company.ts';
import { startWorkspace } from './workspace/start-workspace.ts';

const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
const narrator = createNarrator((line) => process.stdout.write(`${line}\n`));
const stops = new AsyncDisposableStack();
process.exitCode = await play()
  .catch(fail)
  .finally(() => stops.disposeAsync());
process.exit();

async function play(): Promise<number> {
  narrator.progress('A Slack workspace on this machine …');
  const slack = await startWorkspace();
  stops.defer(slack.stop);
  const company = addSmallCompany(slack);
  narrator.progress("A small shop's records …");
  const shop = await startShop();
  stops.defer(shop.stop);
  narrator.progress(
    'The bot, as `npm start` runs it, with an embedded database in a temporary folder …',
  );
  const folder = await mkdtemp(join(tmpdir(), 'handoff-demo-'));
  stops.defer(() => rm(folder, { recursive: true, force: true }));
  const bot = startBotProcess({
    ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken },
    ...{ SLACK_API_URL: slack.apiUrl, CUSTOMERS_DATABASE_URL: shop.connectionString },
    ...{ DATA_DIR: folder, DATABASE_URL: '', DESK: 'desk.ts', PORT: '0' },
  });
  stops.defer(() => bot.end('SIGTERM'));
  const connected = slack.waitFor(() => slack.sockets.count > 0, { timeoutMs: 60_000 });
  await Promise.race([connected, failWhenEnded(bot)]);
  const engine = bot.output().includes('offline engine') ? 'offline' : 'model';
  narrator.progress(
    `The bot is connected; ${engine === 'offline' ? 'it triages offline' : 'a model triages'}.`,
  );

  const results: boolean[] = [];
  for (const scene of scenes(slack, company)) {
    results.push(await playScene(scene, { slack, company, narrator, engine }));
  }
  const right = results.filter(Boolean).length;
  narrator.title('The end');
  narrator.verdict(
    right === results.length,
    `${right} of ${results.length} tickets arrived as they should.`,
  );
  if (!values.once) await stayUp(slack.url);
  return right === results.length ? 0 : 1;
}

async function failWhenEnded(bot: BotProcess): Promise<never> {
  const code = await bot.ended;
  throw new Error(`The bot ended with code ${code}:\n${bot.output()}`);
}

async function stayUp(url: string): Promise<void> {
  narrator.progress(`The workspace stays up at ${url}/api/, the bot with it. Ctrl+C ends both.`);
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
}

function fail(error: unknown): number {
  narrator.verdict(false, error instanceof Error ? error.message : String(error));
  return 1;
}
