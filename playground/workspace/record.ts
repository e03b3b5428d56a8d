import type { Attempt, Call } from './team/change.ts';
import type { Changes } from './team/changes.ts';

/** Keeps a list of each call of the Web API and of each attempt to deliver. */
export function createRecord(changes: Changes): {
  calls: readonly Call[];
  deliveries: readonly Attempt[];
} {
  const calls: Call[] = [];
  const deliveries: Attempt[] = [];
  changes.subscribe((change) => {
    if (change.type === 'called') calls.push(change.call);
    if (change.type === 'attempted') deliveries.push(change.attempt);
  });
  return { calls, deliveries };
}
