import type { Backstage } from '../../page/protocol.ts';
import { type BotProcess, startBotProcess } from '../bot-process.ts';
import { type Waiting, whatWaits } from '../what-waits.ts';
import type { Tell } from './journal.ts';

/** The bot's process, which can be killed and started again from the page. */
export type Bot = {
  state: () => Backstage['bot'];
  waiting: () => Backstage['waiting'];
  start: () => Promise<void>;
  kill: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Creates the bot; it does not run yet. `onChange` hears of each change of what there is to know. */
export function createBot(deps: {
  settings: Record<string, string>;
  tell: Tell;
  onChange: () => void;
}): Bot {
  const { settings, tell, onChange } = deps;
  let running: BotProcess | undefined;
  let state: Backstage['bot'] = 'down';
  let waiting: Backstage['waiting'];

  const become = (next: Backstage['bot']) => {
    state = next;
    if (next !== 'up') waiting = undefined;
    onChange();
  };
  const ask = async (port: number) => {
    const found = await whatWaits(port);
    if (state !== 'up' || JSON.stringify(found) === JSON.stringify(waiting)) return;
    if (found && !waiting && found.jobs + found.posts > 0) tell(goesOn(found));
    waiting = found;
    onChange();
  };
  const watchEnd = async (started: BotProcess) => {
    await started.ended;
    if (running !== started) return;
    running = undefined;
    tell({ about: 'bot', isTrouble: true, words: 'The bot has ended by itself.' });
    become('down');
  };

  return {
    state: () => state,
    waiting: () => waiting,
    async start() {
      if (running) return;
      const started = startBotProcess(settings, ({ level, msg }) => {
        const words = `The bot logs: ${msg}`;
        if (level >= trouble) tell({ about: 'bot', isTrouble: true, words });
      });
      running = started;
      become('starting');
      void watchEnd(started);
      const ready = await started.ready.catch((error: unknown) => {
        if (running === started) throw error;
      });
      if (!ready || running !== started) return;
      tell({ about: 'bot', isTrouble: false, words: 'The bot is connected and takes work.' });
      become('up');
      const timer = setInterval(() => void ask(ready.port).catch(() => {}), everyMs);
      void started.ended.then(() => clearInterval(timer));
    },
    async kill() {
      const killed = running;
      if (!killed) return;
      running = undefined;
      await killed.end('SIGKILL');
      tell({
        about: 'bot',
        isTrouble: true,
        words: 'The bot was killed in the middle of its work (kill -9).',
      });
      become('down');
    },
    async stop() {
      const stopped = running;
      running = undefined;
      await stopped?.end('SIGTERM');
    },
  };
}

function goesOn({ jobs, posts }: Waiting): Parameters<Tell>[0] {
  const words = `The bot finds ${jobs} jobs and ${posts} posts in its database, and goes on with them.`;
  return { about: 'bot', isTrouble: false, words };
}

/** pino's level of a warning. */
const trouble = 40;
const everyMs = 1_000;
