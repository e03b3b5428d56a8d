import type { Controls } from '../../page/protocol.ts';
import { type Backlog, readBacklog } from '../backlog.ts';
import { type BotProcess, startBotProcess } from '../bot-process.ts';
import type { AddEntry } from './activity-log.ts';

/** The bot's process, which can be killed and started again from the page. */
export type Bot = {
  state: () => Controls['bot'];
  backlog: () => Controls['backlog'];
  start: () => Promise<void>;
  kill: () => Promise<void>;
  stop: () => Promise<void>;
  /** Tells the bot how far ahead of the real time it is; one that is down starts so. */
  setClock: (aheadMs: number) => Promise<void>;
};

/** Creates the bot; it does not run yet. `onChange` is called when its state or its backlog changes. */
export function createBot(deps: {
  settings: Record<string, string>;
  nodeOptions?: readonly string[] | undefined;
  addEntry: AddEntry;
  onChange: () => void;
}): Bot {
  const { settings, nodeOptions, addEntry, onChange } = deps;
  let running: BotProcess | undefined;
  let aheadMs = 0;
  let state: Controls['bot'] = 'down';
  let backlog: Controls['backlog'];

  const setState = (next: Controls['bot']) => {
    state = next;
    if (next !== 'up') backlog = undefined;
    onChange();
  };
  const updateBacklog = async (adminPort: number) => {
    const found = await readBacklog(adminPort);
    if (state !== 'up' || JSON.stringify(found) === JSON.stringify(backlog)) return;
    if (found && !backlog && found.jobs + found.posts > 0) addEntry(resumes(found));
    backlog = found;
    onChange();
  };
  const watchEnd = async (started: BotProcess) => {
    await started.ended;
    if (running !== started) return;
    running = undefined;
    addEntry({ about: 'bot', isProblem: true, text: 'The bot has ended by itself.' });
    setState('down');
  };

  return {
    state: () => state,
    backlog: () => backlog,
    async start() {
      if (running) return;
      const started = startBotProcess(settings, {
        nodeOptions,
        aheadMs,
        onLogLine({ level, msg }) {
          const text = `The bot logs: ${msg}`;
          if (level >= warningLevel) addEntry({ about: 'bot', isProblem: true, text });
        },
      });
      running = started;
      setState('starting');
      void watchEnd(started);
      const ready = await started.ready.catch((error: unknown) => {
        if (running === started) throw error;
      });
      if (!ready || running !== started) return;
      addEntry({ about: 'bot', isProblem: false, text: 'The bot is connected and takes work.' });
      setState('up');
      const timer = setInterval(() => void updateBacklog(ready.adminPort).catch(() => {}), everyMs);
      void started.ended.then(() => clearInterval(timer));
    },
    async kill() {
      const killed = running;
      if (!killed) return;
      running = undefined;
      await killed.end('SIGKILL');
      addEntry({
        about: 'bot',
        isProblem: true,
        text: 'The bot was killed (kill -9).',
      });
      setState('down');
    },
    async setClock(next) {
      aheadMs = next;
      await running?.setClock(next);
    },
    async stop() {
      const stopped = running;
      running = undefined;
      await stopped?.end('SIGTERM');
    },
  };
}

function resumes({ jobs, posts }: Backlog): Parameters<AddEntry>[0] {
  const waiting = `${jobs} ${jobs === 1 ? 'job' : 'jobs'} and ${posts} ${posts === 1 ? 'post' : 'posts'}`;
  const text = `The bot finds ${waiting} in its database, and continues with them.`;
  return { about: 'bot', isProblem: false, text };
}

/** @see https://getpino.io/#/docs/api?id=level-string */
const warningLevel = 40;
const everyMs = 1_000;
