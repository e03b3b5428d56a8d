import { setTimeout as sleep } from 'node:timers/promises';
import { readBacklog } from '../../playground/demo/backlog.ts';
import { type BotProcess, startBotProcess } from '../../playground/demo/bot-process.ts';
import { nodeOptions } from '../support/handoff-process.ts';

/** The real bot on a port of its own; each start is a new process. */
export type BotInstance = {
  /** The address that Slack delivers to. */
  url: string;
  isReady(): boolean;
  start(): void;
  /** @throws when the process ends by itself. */
  ready(): Promise<void>;
  /** Whether no job and no post waits in its database. */
  isIdle(): Promise<boolean>;
  /** Ends the process as a power cut would. @throws when it has ended by itself. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

/** Creates an instance that does not run yet. */
export function createBotInstance({
  port,
  settings,
}: {
  port: number;
  settings: Record<string, string>;
}): BotInstance {
  let bot: BotProcess | undefined;
  let endedByItself = false;
  const running = () => {
    if (bot && !endedByItself) return bot;
    throw new Error(`The bot ended by itself:\n${bot?.output().slice(-4_000)}`);
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const ending = running();
    bot = undefined;
    await ending.end(signal);
  };
  const isReady = () => bot?.output().includes('Handoff is ready') ?? false;
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    isReady,
    start() {
      const started = startBotProcess(
        { ...settings, PORT: String(port), ADMIN_PORT: '0' },
        { nodeOptions },
      );
      bot = started;
      void started.ended.then(() => {
        endedByItself ||= bot === started;
      });
    },
    async ready() {
      const giveUp = AbortSignal.timeout(90_000);
      while (running() && !isReady()) {
        giveUp.throwIfAborted();
        await sleep(20);
      }
    },
    async isIdle() {
      const { adminPort } = await running().ready;
      const backlog = await readBacklog(adminPort);
      return backlog?.jobs === 0 && backlog.posts === 0;
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
