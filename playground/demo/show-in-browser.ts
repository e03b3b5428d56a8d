import { startPage } from '../page/server/start-page.ts';
import { createBackstage } from './backstage/backstage.ts';
import { seatsOf } from './cast.ts';
import { createFace } from './face/face.ts';
import { harderScenes } from './harder-scenes.ts';
import { modelAddress } from './model-address.ts';
import { scenes } from './scenes.ts';
import type { DemoSet } from './set-the-stage.ts';

/** Shows the set in the browser, with the bot on it. Resolves with the page's address once the bot is up. */
export async function showInBrowser({
  set: { slack, company, cast, settings },
  port,
  progress,
  stops,
}: {
  set: DemoSet;
  /** Where the page would like to be; a free port where that is taken. */
  port: number;
  progress: (words: string) => void;
  stops: AsyncDisposableStack;
}): Promise<string> {
  const backstage = await createBackstage({
    slack,
    company,
    settings,
    model: modelAddress(),
    scenes: [...scenes(cast, company), ...harderScenes(cast, company)],
  });
  stops.defer(backstage.stop);
  const stage = { ...createFace(slack, seatsOf(cast, company)), backstage };
  const page = await startPage({ stage, port });
  stops.defer(page.stop);
  progress('The bot, as `npm start` runs it, with an embedded database in a temporary folder …');
  await backstage.start();
  return page.url;
}
