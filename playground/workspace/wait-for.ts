import type { Changes } from './team/changes.ts';
import type { Workspace } from './workspace.ts';

const lookAgainAfterMs = 50;

/**
 * Looks at each change, and now and then without one, until there is something.
 * @throws after `timeoutMs`, saying what was waited for and what was there instead.
 */
export function createWaitFor(deps: {
  changes: Changes;
  describe: () => string;
}): Workspace['waitFor'] {
  return (find, { timeoutMs = 20_000, what = 'what was waited for' } = {}) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        unsubscribe();
        clearInterval(looking);
        clearTimeout(timeout);
      };
      const look = () => {
        try {
          const found = find();
          if (found === undefined || found === false) return;
          stop();
          resolve(found);
        } catch (error) {
          stop();
          reject(error);
        }
      };
      const giveUp = () => {
        stop();
        reject(new Error(`No sign of ${what} within ${timeoutMs} ms.\n${deps.describe()}`));
      };
      const unsubscribe = deps.changes.subscribe(() => queueMicrotask(look));
      const looking = setInterval(look, lookAgainAfterMs);
      const timeout = setTimeout(giveUp, timeoutMs);
      look();
    });
}
