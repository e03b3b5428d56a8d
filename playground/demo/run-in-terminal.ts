import { startBotProcess } from './bot-process.ts';
import { checkScenario } from './check-scenario.ts';
import { scenarios } from './scenarios.ts';
import type { DemoEnvironment } from './start-environment.ts';
import type { Terminal } from './terminal.ts';

/** Runs every scenario, prints what happens, and returns whether each ticket arrived as it should. */
export async function runInTerminal({
  environment: { slack, company, customers, settings },
  terminal,
  stops,
}: {
  environment: DemoEnvironment;
  terminal: Terminal;
  stops: AsyncDisposableStack;
}): Promise<boolean> {
  terminal.progress(
    'The bot, as `npm start` runs it, with an embedded database in a temporary folder …',
  );
  const bot = startBotProcess(settings);
  stops.defer(() => bot.end('SIGTERM'));
  const { model } = await bot.ready;
  const engine = model.includes('offline engine') ? 'offline' : 'model';
  terminal.progress(
    `The bot is connected; ${engine === 'offline' ? 'it triages offline' : 'a model triages'}.`,
  );
  terminal.progress(
    'What is marked “played” the demo writes and presses over HTTP, as these people would.',
  );
  const results: boolean[] = [];
  for (const scenario of scenarios(customers, company)) {
    results.push(await checkScenario(scenario, { slack, company, terminal, engine }));
  }
  const right = results.filter(Boolean).length;
  terminal.title('The end');
  terminal.result(
    right === results.length,
    `${right} of ${results.length} tickets arrived as they should.`,
  );
  return right === results.length;
}
