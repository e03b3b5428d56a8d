import type { Backstage, Line, Outcome } from '../../page/protocol.ts';
import type { Stage } from '../../page/server/stage.ts';
import type { SmallCompany } from '../../small-company.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { ModelAddress } from '../model-address.ts';
import type { Scene } from '../scenes.ts';
import { createBot } from './bot.ts';
import { createFaults } from './faults.ts';
import { createJournal } from './journal.ts';
import { openModelDoor } from './model-door.ts';
import { createPlays } from './plays.ts';
import { tellOfSlack } from './tell-slack.ts';

/**
 * What happens behind the workspace: the bot's process, faults, plays, and the story of it all.
 * Where a model is set, the bot reaches it through a door that can be shut.
 */
export async function createBackstage(deps: {
  slack: Workspace;
  company: SmallCompany;
  scenes: readonly Scene[];
  settings: Record<string, string>;
  model: ModelAddress | undefined;
}): Promise<Stage['backstage'] & { start: () => Promise<void>; stop: () => Promise<void> }> {
  const { slack, model } = deps;
  const watchers = new Set<(news: { backstage: Backstage } | { line: Line }) => void>();
  const spread = (news: { backstage: Backstage } | { line: Line }) => {
    for (const watcher of [...watchers]) watcher(news);
  };
  const onChange = () => spread({ backstage: now() });
  const { tell, lines } = createJournal((line) => spread({ line }));
  const door = model && (await openModelDoor({ modelUrl: model.url, tell }));
  const through = door && model && { OPENAI_BASE_URL: door.url, OPENAI_MODEL: model.name };
  const settings = { ...deps.settings, ...through };
  const bot = createBot({ settings, tell, onChange });
  const faults = createFaults({ slack, door, tell, onChange });
  const plays = createPlays({ ...deps, tell, onChange });
  const untell = tellOfSlack(slack, tell);
  const now = (): Backstage => ({
    bot: bot.state(),
    model: modelInWords(model),
    waiting: bot.waiting(),
    faults: faults.all(),
    plays: plays.all(),
    playing: plays.playing(),
  });

  return {
    now,
    lines,
    start: bot.start,
    watch(tellNews) {
      watchers.add(tellNews);
      return () => watchers.delete(tellNews);
    },
    async act(deed, look) {
      switch (deed.type) {
        case 'play':
          plays.start(deed.play, look);
          return done;
        case 'stop play':
          plays.stop();
          return done;
        case 'fault':
          await faults.set(deed.fault, deed.isOn);
          return done;
        case 'kill bot':
          await bot.kill();
          return done;
        case 'start bot':
          await bot.start();
          return done;
      }
    },
    async stop() {
      plays.stop();
      untell();
      await bot.stop();
      await door?.stop();
    },
  };
}

const done: Outcome = { status: 'done', shown: undefined };

function modelInWords(model: ModelAddress | undefined): Backstage['model'] {
  if (model) {
    const { host } = new URL(model.url);
    const words = `${model.name} at ${host} triages. Rules take over while it is down.`;
    return { name: model.name, words };
  }
  return {
    name: 'Offline engine',
    words:
      'No model is set: Handoff triages by its own rules. Put OPENAI_API_KEY or OPENAI_BASE_URL into .env, start again, and the same page runs on that model.',
  };
}
