import { type Arrival, faultsOf, lookFor } from './arrivals.ts';
import type { Stored } from './stored.ts';
import type { Town, Visit } from './visit.ts';

/** One thing that was counted, and how many there should be: just as many, or at most. */
export type Check = { what: string; actual: number; expected: number; rule: 'just' | 'at most' };

export type Count = {
  checks: Check[];
  /** What is wrong, case by case. */
  faults: string[];
};

type Counted = {
  visits: Visit[];
  town: Town;
  stored: Stored;
  model: { calls: number; most: number };
};

/** Counts what there is against what there should be: nothing lost, nothing twice. */
export function count(counted: Counted): Count {
  const { visits, town, stored } = counted;
  const called = visits
    .filter(({ door }) => door !== undefined)
    .map((visit) => lookFor(visit, town));
  return {
    checks: checks(called, counted),
    faults: [
      ...visits.flatMap((visit) => storageFaults(visit, stored)),
      ...called.flatMap(faultsOf),
    ],
  };
}

function checks(called: Arrival[], { visits, town, stored, model }: Counted): Check[] {
  const said = visits.flatMap((visit) => visit.said);
  const uncertain = visits.flatMap((visit) => visit.uncertain);
  const certain = stored.lines.filter((line) => !uncertain.includes(line));
  const shown = called.flatMap(({ visit, timesShown }) => visit.said.map(timesShown));
  const cards = called.flatMap((arrival) => arrival.cards);
  const statuses = called.flatMap((arrival) => arrival.statuses);
  return [
    just('messages stored', certain.length, said.length),
    just('shown to agents', total(shown), shown.length),
    just('tickets', stored.tickets, called.length),
    just('cards', cards.length, called.length),
    just('statuses', statuses.length, called.length),
    just('posted twice', postedTwice(town), 0),
    just('unsaid', stored.unsaid, 0),
    just('failed jobs', stored.failedJobs, 0),
    { what: 'model calls', actual: model.calls, expected: model.most, rule: 'at most' },
  ];
}

function storageFaults({ said, uncertain }: Visit, { lines }: Stored): string[] {
  const times = (line: string) => lines.filter((other) => other === line).length;
  return [
    ...said
      .filter((line) => times(line) !== 1)
      .map((line) => `stored ${times(line)} times: ${line}`),
    ...uncertain.filter((line) => times(line) > 1).map((line) => `stored twice: ${line}`),
  ];
}

export function isRight({ actual, expected, rule }: Check): boolean {
  return rule === 'just' ? actual === expected : actual <= expected;
}

function just(what: string, actual: number, expected: number): Check {
  return { what, actual, expected, rule: 'just' };
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Each message of the outbox carries a key of its own: one key on two messages is a double post. */
function postedTwice({ posted }: Town): number {
  const keys = posted.map(({ metadata }) => metadata?.event_payload.key);
  return keys.length - new Set(keys).size;
}
