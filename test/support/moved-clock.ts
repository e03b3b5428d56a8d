import { setTimeout as sleep } from 'node:timers/promises';
import { TestClock } from 'pg-boss';
import type { BotUnderTest } from './start-bot.ts';

/** A clock that a test moves, for the workspace and the bots in it. */
export function movedClock(start: string) {
  const clock = new TestClock(Date.parse(start));
  return { clock, to, minutes };

  /** Jumps to a time, as if the machine had slept, and lets some minutes pass there. */
  async function to(at: string, ...bots: BotUnderTest[]): Promise<void> {
    await clock.setTime(Date.parse(at));
    await minutes(2, ...bots);
  }

  /** Whatever is due within so many minutes is done. */
  async function minutes(count: number, ...bots: BotUnderTest[]): Promise<void> {
    for (let minute = 0; minute < count; minute += 1) {
      await clock.tick(60_000);
      // What is looked at once a minute is not waited for by the clock.
      await sleep(50);
      for (const bot of bots) await bot.settled();
    }
  }
}
