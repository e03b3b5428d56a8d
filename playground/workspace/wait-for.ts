import type { Changes } from './team/changes.ts';
import type { Workspace } from './workspace.ts';

const findAgainAfterMs = 50;

/**
 * Calls `find` at each change, and every 50 ms without one, until it finds something.
 * @throws after `timeoutMs`, with what was waited for and the messages that were there instead.
 */
export function createWaitFor(deps: {
  changes: Changes;
  describe: () => string;
}): Workspace['waitFor'] {
  return (find, { timeoutMs = 20_000, what = 'what was waited for' } = {}) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        unsubscribe();
        clearInterval(checking);
        clearTimeout(timeout);
      };
      const check = () => {
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
        reject(new Error(`Waited ${timeoutMs} ms for ${what}.\n${deps.describe()}`));
      };
      const unsubscribe = deps.changes.subscribe(() => queueMicrotask(check));
      const checking = setInterval(check, findAgainAfterMs);
      const timeout = setTimeout(giveUp, timeoutMs);
      check();
    });
}
