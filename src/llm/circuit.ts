type State =
  | { status: 'closed'; failures: number }
  | { status: 'open'; until: number }
  | { status: 'half-open' };

/** The permission for one try. Its holder reports how the try ended. */
export type Permit = {
  succeed: () => void;
  fail: () => void;
  /** The try ended for another reason, and nothing is known about the other side. */
  cancel: () => void;
};

/** Decides whether something that failed several times in a row may be tried. */
export type Circuit = {
  status: () => State['status'];
  /** @returns `null` while nobody may try. */
  enter: () => Permit | null;
};

/**
 * Opens after `failures` in a row and closes with the first success. After `openMs` it is
 * half-open: one try, the probe, decides for all.
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
    // A try that began before the circuit opened must not lengthen the pause.
    if (state.status !== 'closed') return;
    state.failures += 1;
    if (state.failures >= failures) openUntil(now() + openMs);
  };

  const permit: Permit = { succeed, fail: countFailure, cancel: () => {} };
  const probe: Permit = {
    succeed,
    fail: () => openUntil(now() + openMs),
    cancel: () => openUntil(now()),
  };

  return {
    status: () => state.status,
    enter: () => {
      if (state.status === 'closed') return permit;
      if (state.status === 'half-open' || now() < state.until) return null;
      state = { status: 'half-open' };
      return probe;
    },
  };
}
