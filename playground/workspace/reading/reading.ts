import type { Link } from '../team/message.ts';

/** A text as its reader sees it: the shown text, the mentions that notify people, and the links. */
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
