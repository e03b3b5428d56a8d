import type { Model } from '../llm/create-model.ts';
import type { Log } from '../log.ts';

/**
 * Tries the model once, beside the start: tickets go out without it, so nothing waits for it.
 *
 * @returns A function that ends the try.
 */
export function tryModel({ check }: Model, log: Log): () => void {
  const stopping = new AbortController();
  void check(stopping.signal).then(
    (found) => {
      if (found.code === 'ok') return;
      log.warn(found, 'The model does not answer; until it does, tickets are triaged without it');
    },
    // The bot stops.
    () => {},
  );
  return () => stopping.abort();
}
