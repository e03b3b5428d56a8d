import type { Controls, LogEntry, Outcome } from '../../page/protocol.ts';
import type { Host } from '../../page/server/host.ts';
import type { SmallCompany } from '../../small-company.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { ClockMove } from '../clock/clock-move.ts';
import type { DemoClock } from '../clock/demo-clock.ts';
import type { ModelAddress } from '../model-address.ts';
import type { Scenario } from '../scenarios.ts';
import { createActivityLog } from './activity-log.ts';
import { createBot } from './bot.ts';
import { describeTraffic } from './describe-traffic.ts';
import { createFaults } from './faults.ts';
import { startModelProxy } from './model-proxy.ts';
import { moveClock } from './move-clock.ts';
import { createScenarioRunner } from './scenario-runner.ts';

/**
 * The controls of the demo: the bot's process, faults, scenarios, and the log of all of it.
 * Where a model is set, the bot reaches it through a proxy that can act as a model that is down.
 */
export async function createControls(deps: {
  slack: Workspace;
  company: SmallCompany;
  scenarios: readonly Scenario[];
  settings: Record<string, string>;
  nodeOptions?: readonly string[] | undefined;
  model: ModelAddress | undefined;
  clock: DemoClock;
}): Promise<Host['controls'] & { start: () => Promise<void>; stop: () => Promise<void> }> {
  const { slack, model, clock } = deps;
  type News = { controls: Controls } | { entry: LogEntry };
  const listeners = new Set<(news: News) => void>();
  const emit = (news: News) => {
    for (const listener of [...listeners]) listener(news);
  };
  const onChange = () => emit({ controls: now() });
  const log = createActivityLog((entry) => emit({ entry }));
  const addEntry = log.add;
  const proxy = model && (await startModelProxy({ modelUrl: model.url, addEntry }));
  const proxied = proxy && model && { OPENAI_BASE_URL: proxy.url, OPENAI_MODEL: model.name };
  const settings = { ...deps.settings, ...proxied };
  const bot = createBot({ settings, nodeOptions: deps.nodeOptions, addEntry, onChange });
  const faults = createFaults({ slack, proxy, addEntry, onChange });
  const move = async (to: ClockMove) => {
    await moveClock(to, { clock, bot, addEntry });
    onChange();
  };
  const runner = createScenarioRunner({ ...deps, moveClock: move, addEntry, onChange });
  const stopDescribing = describeTraffic(slack, addEntry);
  const now = (): Controls => ({
    bot: bot.state(),
    model: describeModel(model),
    backlog: bot.backlog(),
    faults: faults.all(),
    scenarios: runner.all(),
    running: runner.running(),
    aheadMs: clock.aheadMs(),
  });

  return {
    now,
    log: log.entries,
    start: bot.start,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async act(action, follower) {
      switch (action.type) {
        case 'run scenario':
          runner.start(action.scenario, follower);
          return done;
        case 'stop scenario':
          runner.stop();
          return done;
        case 'set fault':
          await faults.set(action.fault, action.isOn);
          return done;
        case 'kill bot':
          await bot.kill();
          return done;
        case 'start bot':
          await bot.start();
          return done;
        case 'move clock':
          await move(action.to);
          return done;
      }
    },
    async stop() {
      runner.stop();
      stopDescribing();
      await bot.stop();
      await proxy?.stop();
    },
  };
}

const done: Outcome = { status: 'done', shown: undefined };

function describeModel(model: ModelAddress | undefined): Controls['model'] {
  if (model) {
    const { host } = new URL(model.url);
    const description = `${model.name} at ${host} triages. Rules take over while it is down.`;
    return { name: model.name, description };
  }
  return {
    name: 'Offline engine',
    description:
      'No model is set: Handoff triages by its own rules. Put OPENAI_API_KEY or OPENAI_BASE_URL into .env, start again, and the same page runs on that model.',
  };
}
