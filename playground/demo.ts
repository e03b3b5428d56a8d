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
process.exitCode = await (values.once ? once() : stayUp())
  .catch(fail)
  .finally(() => stops.disposeAsync());
process.exit();

async function once(): Promise<number> {
  const set = await setTheStage({ progress, stops });
  return (await playInTerminal({ set, narrator, stops })) ? 0 : 1;
}

async function stayUp(): Promise<number> {
  const set = await setTheStage({ progress, stops });
  const url = await showInBrowser({ set, port: USUAL_PORT, progress, stops });
  narrator.title('Open this page in a browser');
  narrator.verdict(true, url);
  progress('Ctrl+C ends it.');
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  return 0;
}

function fail(error: unknown): number {
  narrator.verdict(false, error instanceof Error ? error.message : String(error));
  return 1;
}
