import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario as ListedScenario, ScenarioStep } from '../../page/protocol.ts';
import type { Follower } from '../../page/server/host.ts';
import type { SmallCompany } from '../../small-company.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { ClockMove } from '../clock/clock-move.ts';
import { runActs } from '../run-acts.ts';
import { cardsOf, type Observer, type Place, runScenario, type Step } from '../run-scenario.ts';
import type { Scenario } from '../scenarios.ts';
import type { AddEntry } from './activity-log.ts';

/** Runs scenarios at a human pace in the visitors' workspace, one at a time. */
export type ScenarioRunner = {
  all: () => ListedScenario[];
  running: () => string | undefined;
  /** Returns at once; the follower is shown each step. @throws when there is no such scenario. */
  start: (name: string, follower: Follower) => void;
  stop: () => void;
};

export function createScenarioRunner(deps: {
  slack: Workspace;
  company: SmallCompany;
  scenarios: readonly Scenario[];
  moveClock: (move: ClockMove) => Promise<void>;
  addEntry: AddEntry;
  onChange: () => void;
}): ScenarioRunner {
  const { scenarios, addEntry, onChange } = deps;
  let current: { name: string; stopped: AbortController } | undefined;

  const stop = () => {
    current?.stopped.abort();
    current = undefined;
    onChange();
  };
  const run = async (scenario: Scenario, follower: Follower, signal: AbortSignal) => {
    const report = (isProblem: boolean, text: string) =>
      addEntry({ about: 'scenario', isProblem, text });
    report(false, `The scenario starts: ${scenario.title}.`);
    try {
      report(false, await runAtHumanPace(scenario, { ...deps, ...follower, signal }));
    } catch (error) {
      if (!signal.aborted) report(true, `The scenario has failed: ${messageOf(error)}`);
    }
    if (!signal.aborted) stop();
  };

  return {
    all: () => scenarios.map(({ name, title, description }) => ({ name, title, description })),
    running: () => current?.name,
    start(name, follower) {
      const scenario = scenarios.find((candidate) => candidate.name === name);
      if (!scenario) throw new Error(`There is no scenario ${name}`);
      stop();
      const stopped = new AbortController();
      current = { name, stopped };
      onChange();
      void run(scenario, follower, stopped.signal);
    },
    stop,
  };
}

type Context = Follower & {
  slack: Workspace;
  company: SmallCompany;
  moveClock: (move: ClockMove) => Promise<void>;
  signal: AbortSignal;
};

/** Returns how it ended. */
async function runAtHumanPace(
  scenario: Scenario,
  { slack, company, tab, onStep, moveClock, signal }: Context,
): Promise<string> {
  const { customer } = scenario;
  const { amy } = company.agents;
  // What the customer writes next would only add to a ticket that is open.
  for (const person of [customer, scenario.earlier?.customer ?? customer]) {
    for (const { card } of cardsOf(person, { slack, company })) {
      await slack.as(amy).press(card, 'Resolve');
    }
  }
  let linesSoFar = 0;
  let last: Place | undefined;
  const observer: Observer = {
    async before(step) {
      signal.throwIfAborted();
      linesSoFar += 1;
      const forMs = pauseMs(step.text, linesSoFar);
      last = step.at;
      onStep({ ...stepAt(step), ...actionOf(step, forMs) });
      await sleep(forMs, undefined, { signal });
      onStep(stepAt(step));
    },
    after(step) {
      if (isEscalation(step)) {
        onStep({ ...stepAt(step), caption: 'The ticket is on its way …' });
      }
    },
    answered() {},
  };
  const moving = async (move: ClockMove) => {
    signal.throwIfAborted();
    if (last)
      onStep({ ...stepAt({ person: customer, at: last }), caption: `Played: ${moves[move]}` });
    await sleep(pauseBeforeTicketMs, undefined, { signal });
    await moveClock(move);
  };
  const playing = {
    slack,
    company,
    device: tab,
    patienceMs,
    silenceMs,
    observer,
    moveClock: moving,
  };
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
  const arrival = await Promise.race([runScenario(scenario, playing), stopped]);
  const { channel, card } = arrival;
  const ticket = card.shown.split(' ', 1)[0] ?? 'The ticket';
  if (last) {
    const caption = `${ticket} has arrived in #${channel.name}`;
    onStep({ ...stepAt({ person: customer, at: last }), caption });
  }
  await sleep(pauseBeforeTicketMs, undefined, { signal });
  onStep(stepAt({ person: amy, at: { channel, thread: card.ts } }));
  if (scenario.acts === undefined) {
    return `${ticket} has arrived. Answer it with Reply, or press its other buttons.`;
  }
  await sleep(pauseBeforeTicketMs, undefined, { signal });
  const acting: Observer = {
    ...observer,
    after: (step) => onStep(stepAt(step)),
  };
  await Promise.race([runActs(scenario, { ...playing, observer: acting, arrival }), stopped]);
  return `The scenario has come to its end: ${scenario.title}.`;
}

const moves: Record<ClockMove, string> = {
  quarter: 'a quarter of an hour passes',
  hour: 'an hour passes',
  morning: 'it is the next working morning',
  week: 'a week passes',
  holiday: 'it is a holiday',
};

function isEscalation({ does, text }: Step): boolean {
  return does === 'press' || text.startsWith('/');
}

function stepAt({ person, at }: Pick<Step, 'person' | 'at'>): ScenarioStep {
  return {
    person: person.id,
    channel: at.channel.id,
    thread: at.thread,
    caption: undefined,
    typing: undefined,
  };
}

/** Slack has no commands in threads: those are typed in the channel's own composer. */
function actionOf({ person, does, text }: Step, forMs: number): Partial<ScenarioStep> {
  if (does === 'press') return { caption: `Played: ${person.realName} presses ${text}` };
  if (does === 'fill in') return { caption: `Played: ${person.realName} fills in the form` };
  const place = text.startsWith('/') ? { thread: undefined } : {};
  return { ...place, caption: `Played: ${person.realName} writes`, typing: { text, forMs } };
}

/** As long as a fast typist needs; after eight lines, faster than anybody types. */
function pauseMs(text: string, lines: number): number {
  if (lines > 8) return 40;
  return Math.min(600 + text.length * 18, 2_600);
}

const pauseBeforeTicketMs = 2_500;
const patienceMs = 600_000;
const silenceMs = 6_000;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
