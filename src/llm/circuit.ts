type State =
  | { status: 'closed'; failures: number }
  | { status: 'open'; until: number }
  | { status: 'half-open' };

/** The right to one try, to be ended with how it went. */
export type Passage = {
  succeed: () => void;
  fail: () => void;
  /** It ended without saying anything about the other side. */
  callOff: () => void;
};

/** Whether something that failed again and again may be tried. */
export type Circuit = {
  status: () => State['status'];
  /** @returns `null` while nobody may pass. */
  enter: () => Passage | null;
};

/**
 * Opens after `failures` in a row and closes with the first success. After `openMs` it is
 * half-open: one passage, the probe, decides for all.
 *
 * @see https://martinfowler.com/bliki/CircuitBreaker.html
 */
export function createCircuit({
  failures,
  openMs,
  now,
}: {
  failures: number;
  openMs: number;
  now: () => number;
}): Circuit {
  let state: State = { status: 'closed', failures: 0 };

  const succeed = () => {
    state = { status: 'closed', failures: 0 };
  };
  const openUntil = (until: number) => {
    state = { status: 'open', until };
  };
  const countFailure = () => {
    // One that set out before it opened must not lengthen the pause.
    if (state.status !== 'closed') return;
    state.failures += 1;
    if (state.failures >= failures) openUntil(now() + openMs);
  };

  const passage: Passage = { succeed, fail: countFailure, callOff: () => {} };
  const probe: Passage = {
    succeed,
    fail: () => openUntil(now() + openMs),
    callOff: () => openUntil(now()),
  };

  return {
    status: () => state.status,
    enter: () => {
      if (state.status === 'closed') return passage;
      if (state.status === 'half-open' || now() < state.until) return null;
      state = { status: 'half-open' };
      return probe;
    },
  };
}
