import { parseArgs } from 'node:util';
import { runInTerminal } from './demo/run-in-terminal.ts';
import { showInBrowser } from './demo/show-in-browser.ts';
import { startEnvironment } from './demo/start-environment.ts';
import { createTerminal } from './demo/terminal.ts';

const USUAL_PORT = 4747;

const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
const terminal = createTerminal((line) => process.stdout.write(`${line}\n`));
const { progress } = terminal;
const stops = new AsyncDisposableStack();
process.exitCode = await Promise.race([values.once ? once() : stayUp(), interruption()])
  .catch(fail)
  .finally(() => stops.disposeAsync());
process.exit();

async function once(): Promise<number> {
  const environment = await startEnvironment({ progress, stops });
  return (await runInTerminal({ environment, terminal, stops })) ? 0 : 1;
}

async function stayUp(): Promise<never> {
  const environment = await startEnvironment({ progress, stops });
  const url = await showInBrowser({ environment, port: USUAL_PORT, progress, stops });
  terminal.title('Open this page in a browser');
  terminal.result(true, url);
  progress('Ctrl+C ends it.');
  return new Promise(() => {});
}

/** The bot must not outlive the demo, whenever and however the demo ends. */
async function interruption(): Promise<number> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
  });
  return values.once ? 130 : 0;
}

function fail(error: unknown): number {
  terminal.result(false, error instanceof Error ? error.message : String(error));
  return 1;
}
