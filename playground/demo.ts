import { parseArgs } from 'node:util';
import { createNarrator } from './demo/narrate.ts';
import { playInTerminal } from './demo/play-in-terminal.ts';
import { setTheStage } from './demo/set-the-stage.ts';
import { showInBrowser } from './demo/show-in-browser.ts';

const USUAL_PORT = 4747;

const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
const narrator = createNarrator((line) => process.stdout.write(`${line}\n`));
const { progress } = narrator;
const stops = new AsyncDisposableStack();
process.exitCode = await Promise.race([values.once ? once() : stayUp(), interruption()])
  .catch(fail)
  .finally(() => stops.disposeAsync());
process.exit();

async function once(): Promise<number> {
  const set = await setTheStage({ progress, stops });
  return (await playInTerminal({ set, narrator, stops })) ? 0 : 1;
}

async function stayUp(): Promise<never> {
  const set = await setTheStage({ progress, stops });
  const url = await showInBrowser({ set, port: USUAL_PORT, progress, stops });
  narrator.title('Open this page in a browser');
  narrator.verdict(true, url);
  progress('Ctrl+C ends it.');
  return new Promise(() => {});
}

/** The bot must not outlive the demo, whenever and however it is ended. */
async function interruption(): Promise<number> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
  });
  return values.once ? 130 : 0;
}

function fail(error: unknown): number {
  narrator.verdict(false, error instanceof Error ? error.message : String(error));
  return 1;
}
