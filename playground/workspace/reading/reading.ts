import type { Link } from '../team/message.ts';

/** What a reader gets from a piece of text: what they see, whom it notifies, where it leads. */
export type Reading = { shown: string; pings: readonly string[]; links: readonly Link[] };

export const nothing: Reading = { shown: '', pings: [], links: [] };

export function asIs(shown: string): Reading {
  return { ...nothing, shown };
}

export function joined(readings: readonly Reading[], separator: string): Reading {
  return {
    shown: readings
      .map(({ shown }) => shown)
      .filter((shown) => shown !== '')
      .join(separator),
    pings: readings.flatMap(({ pings }) => pings),
    links: readings.flatMap(({ links }) => links),
  };
}
