import { startBotProcess } from './bot-process.ts';
import type { Narrator } from './narrate.ts';
import { playScene } from './play-scene.ts';
import { scenes } from './scenes.ts';
import type { DemoSet } from './set-the-stage.ts';

/** Plays every scene, tells it in the terminal, and says whether all of it went as it should. */
export async function playInTerminal({
  set: { slack, company, cast, settings },
  narrator,
  stops,
}: {
  set: DemoSet;
  narrator: Narrator;
  stops: AsyncDisposableStack;
}): Promise<boolean> {
  narrator.progress(
    'The bot, as `npm start` runs it, with an embedded database in a temporary folder …',
  );
  const bot = startBotProcess(settings);
  stops.defer(() => bot.end('SIGTERM'));
  const { model } = await bot.ready;
  const engine = model.includes('offline engine') ? 'offline' : 'model';
  narrator.progress(
    `The bot is connected; ${engine === 'offline' ? 'it triages offline' : 'a model triages'}.`,
  );
  const results: boolean[] = [];
  for (const scene of scenes(cast, company)) {
    results.push(await playScene(scene, { slack, company, narrator, engine }));
  }
  const right = results.filter(Boolean).length;
  narrator.title('The end');
  narrator.verdict(
    right === results.length,
    `${right} of ${results.length} tickets arrived as they should.`,
  );
  return right === results.length;
}
