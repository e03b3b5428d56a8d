import { setTimeout as sleep } from 'node:timers/promises';
import type { Look, Play } from '../../page/protocol.ts';
import type { SmallCompany } from '../../small-company.ts';
import type { Person } from '../../workspace/team/person.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { cardsOf, performScene, type Spot } from '../perform-scene.ts';
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
  // What the customer writes next would only add to a ticket that is open.
  for (const { card } of cardsOf(customer, { slack, company })) {
    await slack.as(amy).press(card, 'Resolve');
  }
  let linesSoFar = 0;
  let last: Spot | undefined;
  const performed = performScene(scene, {
    slack,
    company,
    patienceMs,
    silenceMs,
    audience: {
      async before(step) {
        signal.throwIfAborted();
        linesSoFar += 1;
        const forMs = pauseMs(step.words, linesSoFar);
        last = step.at;
        look({ ...sight(step), ...doing(step, forMs) });
        await sleep(forMs, undefined, { signal });
        look(sight(step));
      },
      answered() {},
    },
  });
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
  const { channel, card } = await Promise.race([performed, stopped]);
  if (last)
    look({ ...sight({ person: customer, at: last }), caption: 'The ticket is on its way …' });
  await sleep(lookBeforeMs, undefined, { signal });
  look(sight({ person: amy, at: { channel, thread: card.ts } }));
}

type Step = { person: Person; words: string; at: Spot };

function sight({ person, at }: Pick<Step, 'person' | 'at'>): Look {
  const place = { channel: at.channel.id, thread: at.thread };
  return { person: person.id, ...place, caption: undefined, typing: undefined };
}

/** Slack has no commands in threads: those are typed in the channel's own composer. */
function doing({ person, words }: Step, forMs: number): Partial<Look> {
  const isButton = words.startsWith('[');
  if (isButton) return { caption: `${person.realName} presses ${words.slice(1, -1)}` };
  const place = words.startsWith('/') ? { thread: undefined } : {};
  return { ...place, caption: `${person.realName} writes`, typing: { words, forMs } };
}

/** As long as somebody types, who types fast; a long story soon goes faster than anyone. */
function pauseMs(words: string, lines: number): number {
  if (lines > 8) return 40;
  return Math.min(600 + words.length * 18, 2_600);
}

const lookBeforeMs = 2_500;
const patienceMs = 600_000;
const silenceMs = 6_000;

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
