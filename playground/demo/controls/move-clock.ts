import { type ClockMove, msOf } from '../clock/clock-move.ts';
import type { DemoClock } from '../clock/demo-clock.ts';
import type { AddEntry } from './activity-log.ts';
import type { Bot } from './bot.ts';

/** Moves the time of the workspace and of the bot forward. Resolves once the bot has it. */
export async function moveClock(
  to: ClockMove,
  { clock, bot, addEntry }: { clock: DemoClock; bot: Bot; addEntry: AddEntry },
): Promise<void> {
  clock.move(msOf(to, clock.now()));
  await bot.setClock(clock.aheadMs());
  const text = `It is ${new Date(clock.now()).toLocaleString()} now.`;
  addEntry({ about: 'scenario', isProblem: false, text });
}
