import { setTimeout as sleep } from 'node:timers/promises';
import type { Look, Play } from '../../page/protocol.ts';
import type { SmallCompany } from '../../small-company.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { cardsOf, performScene } from '../perform-scene.ts';
import type { Scene } from '../scenes.ts';
import type { Tell } from './journal.ts';

/** What a visitor can watch: conversations played at a human pace, in the same workspace. */
export type Plays = {
  all: () => Play[];
  playing: () => string | undefined;
  /** Returns at once; `look` is told where to look. @throws when there is no such play. */
  start: (name: string, look: (at: Look) => void) => void;
  stop: () => void;
};

export function createPlays(deps: {
  slack: Workspace;
  company: SmallCompany;
  scenes: readonly Scene[];
  tell: Tell;
  onChange: () => void;
}): Plays {
  const { scenes, tell, onChange } = deps;
  let current: { name: string; stopped: AbortController } | undefined;

  const stop = () => {
    current?.stopped.abort();
    current = undefined;
    onChange();
  };
  const run = async (scene: Scene, look: (at: Look) => void, signal: AbortSignal) => {
    const say = (isTrouble: boolean, words: string) => tell({ about: 'play', isTrouble, words });
    say(false, `The play begins: ${scene.title}.`);
    try {
      await play(scene, { ...deps, look, signal });
      say(false, 'The ticket has arrived. Answer in its thread, or press its buttons.');
    } catch (error) {
      if (!signal.aborted) say(true, `The play ends: ${wordsOf(error)}`);
    }
    if (!signal.aborted) stop();
  };

  return {
    all: () => scenes.map(({ name, title, words }) => ({ name, title, words })),
    playing: () => current?.name,
    start(name, look) {
      const scene = scenes.find((candidate) => candidate.name === name);
      if (!scene) throw new Error(`There is no play ${name}`);
      stop();
      const stopped = new AbortController();
      current = { name, stopped };
      onChange();
      void run(scene, look, stopped.signal);
    },
    stop,
  };
}

type Setting = {
  slack: Workspace;
  company: SmallCompany;
  look: (at: Look) => void;
  signal: AbortSignal;
};

async function play(scene: Scene, { slack, company, look, signal }: Setting): Promise<void> {
  const { customer } = scene;
  const { amy } = company.agents;
  if (!scene.channel) {
    for (const { card } of cardsOf(customer, { slack, company })) {
      await slack.as(amy).press(card, 'Resolve');
    }
  }
  let linesSoFar = 0;
  const performed = performScene(scene, {
    ...{ slack, company, patienceMs },
    audience: {
      async before({ person, words, at }) {
        look({ person: person.id, channel: at.channel.id, thread: at.thread });
        linesSoFar += 1;
        await sleep(pauseMs(words, linesSoFar), undefined, { signal });
      },
      answered() {},
    },
  });
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
  const { channel, card } = await Promise.race([performed, stopped]);
  await sleep(lookBeforeMs, undefined, { signal });
  look({ person: amy.id, channel: channel.id, thread: card.ts });
}

/** As long as somebody types, who types fast; a long story soon goes faster than anyone. */
function pauseMs(words: string, lines: number): number {
  if (lines > 8) return 40;
  return Math.min(600 + words.length * 18, 2_600);
}

const lookBeforeMs = 1_200;
const patienceMs = 600_000;

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
