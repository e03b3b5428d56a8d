import { isComplete, lookFor } from './arrivals.ts';
import type { Scenario } from './scenarios.ts';
import type { Town, Visit } from './visit.ts';

/** How far a scenario has come, in a line. */
export function tell(
  { name, kills, customers }: Scenario,
  town: Town,
  story: { visits: Visit[]; kills: number },
): string {
  const arrivals = story.visits.map((visit) => lookFor(visit, town));
  const done = arrivals.filter(isComplete).length;
  const tickets = arrivals.filter(({ statuses }) => statuses.length > 0).length;
  return `${name}: ${story.kills}/${kills} kills, ${arrivals.length}/${customers} customers, ${tickets} tickets, ${done} cases complete`;
}
