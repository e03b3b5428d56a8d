import { setTimeout as sleep } from 'node:timers/promises';
import { TestClock } from 'pg-boss';
import type { BotUnderTest } from './start-bot.ts';

const MINUTE_MS = 60_000;
const LAST_MS = 2_500;

/** A clock that a test moves, for the workspace and the bots in it. */
export function movedClock(start: string) {
  const clock = new TestClock(Date.parse(start));
  return { clock, to, minutes };

  /** Jumps to a time, as if the machine had slept, and lets some minutes pass there. */
  async function to(at: string, ...bots: BotUnderTest[]): Promise<void> {
    await clock.setTime(Date.parse(at));
    await minutes(2, ...bots);
  }

  /**
   * Whatever is due within so many minutes is done. The clock jumps over most of each minute, since a look
   * for jobs twice a second would take long; each timer that it jumps over fires once, in what is left.
   */
  async function minutes(count: number, ...bots: BotUnderTest[]): Promise<void> {
    for (let minute = 0; minute < count; minute += 1) {
      await clock.setTime(clock.now() + MINUTE_MS - LAST_MS);
      await clock.tick(LAST_MS);
      // What is looked at once a minute is not waited for by the clock.
      await sleep(50);
      for (const bot of bots) await bot.settled();
    }
  }
}
