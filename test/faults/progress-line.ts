import { isComplete, outcomeOf } from './case-outcome.ts';
import type { CustomerCase, SlackFixture } from './customer-case.ts';
import type { Scenario } from './scenarios.ts';

/** The progress of a scenario, in one line. */
export function progressLine(
  { name, kills, customers }: Scenario,
  fixture: SlackFixture,
  run: { cases: CustomerCase[]; kills: number },
): string {
  const outcomes = run.cases.map((customerCase) => outcomeOf(customerCase, fixture));
  const done = outcomes.filter(isComplete).length;
  const tickets = outcomes.filter(({ statuses }) => statuses.length > 0).length;
  return `${name}: ${run.kills}/${kills} kills, ${outcomes.length}/${customers} customers, ${tickets} tickets, ${done} cases complete`;
}
