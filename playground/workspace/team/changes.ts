import type { Change } from './change.ts';

/** Calls every listener with each change, in order, synchronously. */
export type Changes = {
  emit: (change: Change) => void;
  subscribe: (listener: (change: Change) => void) => () => void;
};

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    emit(change) {
      for (const listener of [...listeners]) listener(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
