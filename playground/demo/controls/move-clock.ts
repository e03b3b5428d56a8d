import type { ControlAction } from '../../page/protocol.ts';
import { type DemoClock, untilNextWorkingMorning } from '../clock/demo-clock.ts';
import type { AddEntry } from './activity-log.ts';
import type { Bot } from './bot.ts';

export type ClockMove = Extract<ControlAction, { type: 'move clock' }>['to'];

const MINUTE_MS = 60_000;

/** Moves the time of the workspace and of the bot forward. Resolves once the bot has it. */
export async function moveClock(
  to: ClockMove,
  { clock, bot, addEntry }: { clock: DemoClock; bot: Bot; addEntry: AddEntry },
): Promise<void> {
  clock.move(msTo(to, clock.now()));
  await bot.setClock(clock.aheadMs());
  const text = `It is ${new Date(clock.now()).toLocaleString()} now.`;
  addEntry({ about: 'scenario', isProblem: false, text });
}

function msTo(to: ClockMove, now: number): number {
  switch (to) {
    case 'quarter':
      return 15 * MINUTE_MS;
    case 'hour':
      return 60 * MINUTE_MS;
    case 'morning':
      return untilNextWorkingMorning(now);
    case 'week':
      return 7 * 24 * 60 * MINUTE_MS;
  }
}
