import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../playground/workspace/faults/random.ts';
import type { HandoffProcess } from '../support/handoff-process.ts';
import type { BotCalls } from './bot-calls.ts';

/** The running bot, and how often it was killed. */
export type KilledBot = {
  /** Kills it a number of times at random moments, and starts it each time again. */
  killAtRandom(kills: number): Promise<void>;
  killAndStart(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  counts: { kills: number; amidPost: number; amidStart: number };
};

/**
 * Starts the bot for being killed. Most kills wait for a post that Slack has taken, and of which
 * the bot has not got the answer; every fourth is followed by one amid the start.
 */
export async function startKilledBot({
  start,
  calls,
  random,
}: {
  start: () => HandoffProcess;
  calls: BotCalls;
  random: Random;
}): Promise<KilledBot> {
  const counts = { kills: 0, amidPost: 0, amidStart: 0 };
  let bot = start();
  await bot.ready();
  return {
    counts,
    async killAtRandom(kills) {
      while (counts.kills < kills) {
        await sleep(500 + random() * 1_500);
        if (random() < 0.7) await killAmidPost();
        else await kill();
        bot = start();
        if (random() < 0.25) {
          await sleep(random() * 1_000);
          await kill();
          counts.amidStart += 1;
          bot = start();
        }
        await bot.ready();
      }
    },
    async killAndStart() {
      await kill();
      bot = start();
      await bot.ready();
    },
    async stop() {
      bot.send('SIGTERM');
      await bot.ended;
    },
  };

  async function killAmidPost(): Promise<void> {
    const { held, cancel } = calls.holdNext('chat.postMessage');
    const call = await Promise.race([held, sleep(3_000)]);
    cancel();
    await kill();
    if (!call) return;
    counts.amidPost += 1;
    call.drop();
  }

  async function kill(): Promise<void> {
    bot.send('SIGKILL');
    await bot.ended;
    counts.kills += 1;
  }
}
