import type { Channel } from '../../playground/workspace/team/channel.ts';
import type { Message } from '../../playground/workspace/team/message.ts';
import { openCompany } from './company.ts';
import { movableClock } from './movable-clock.ts';
import type { BotUnderTest } from './start-bot.ts';

const MINUTE_MS = 60_000;

/**
 * A company and clocks that all show a time which the test moves, from a Monday at nine in Berlin on. It is
 * past, since jobs that are to run at such a time are found by the database's own clock.
 */
export async function openTimedCompany() {
  let time = Date.parse('2026-01-05T09:00+01:00');
  const now = () => time;
  const company = await openCompany({ now });
  return {
    company,
    /** A clock for each bot. */
    clock: () => Object.assign(movableClock(), { now }),
    setTime(iso: string) {
      time = Date.parse(iso);
    },
    pass(minutes: number) {
      time += minutes * MINUTE_MS;
    },
  };
}

/** Monday to Friday, 9 to 17. */
export const berlinOffice = { hours: { zone: 'Europe/Berlin' } } as const;

/** The lines about what is due that a channel shows now. */
export function dueLines({ slack }: Pick<BotUnderTest, 'slack'>, channel: Channel): Message[] {
  return slack.messages(channel).filter(({ shown }) => /^(Answers|What was due)/.test(shown));
}
