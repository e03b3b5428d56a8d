import type { Signature } from './check-signature.ts';

/** What was refused since a delivery was last taken in, for `/ready`. */
export type Refused = { count: number; since: string; reason: string };

export type RefusedDeliveries = ReturnType<typeof createRefusedDeliveries>;

const LOG_EVERY_MS = 10 * 60_000;
const CATCH_UP_EVERY_MS = 10 * 60_000;
/** After this long without another one, refusals say nothing about the next delivery. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

/**
 * Keeps account of deliveries whose signature is refused: logs each reason once in a while, and has what was
 * refused caught up with once a signature is right again.
 */
export function createRefusedDeliveries({
  now,
  warn,
  lastMessageAt,
  planCatchUp,
}: {
  now: () => number;
  warn: (about: object, message: string) => void;
  /** When the last message that is stored was written, by Slack's clock. */
  lastMessageAt: () => Promise<Date>;
  planCatchUp: (since: Promise<Date>) => void;
}) {
  let stretch: { count: number; beganAt: number; lastAt: number; reason: Reason } | undefined;
  /** The clock may be wrong, so the gap begins at the last message that is known. */
  let gap: Promise<Date> | undefined;
  /** By reason: a stranger's request must not hide a wrong secret. */
  const logged = new Map<Reason['kind'], { at: number; unlogged: number }>();
  let caughtUpAt = Number.NEGATIVE_INFINITY;
  let isSecretProven = false;
  return { refuse, accept, describe, problem };

  function refuse(signature: Exclude<Signature, { status: 'right' }>): void {
    const reason = reasonOf(signature);
    const { count = 0, beganAt = now() } = stretch ?? {};
    if (reason.kind === 'clock') isSecretProven = true;
    if (reason.kind !== 'stranger') {
      stretch = { count: count + 1, beganAt, lastAt: now(), reason };
      gap ??= lookUpGap();
    }
    logOnceInAWhile(reason);
  }

  function logOnceInAWhile({ kind, words }: Reason): void {
    const { at = Number.NEGATIVE_INFINITY, unlogged = 0 } = logged.get(kind) ?? {};
    const isDue = now() - at >= LOG_EVERY_MS;
    if (isDue) warn({ refused: unlogged + 1 }, words);
    logged.set(kind, isDue ? { at: now(), unlogged: 0 } : { at, unlogged: unlogged + 1 });
  }

  function lookUpGap(): Promise<Date> {
    const found = lastMessageAt();
    // The next refusal looks again.
    found.catch(() => {
      if (gap === found) gap = undefined;
    });
    return found;
  }

  /** A signature is right: whatever was wrong no longer is. */
  function accept(): void {
    isSecretProven = true;
    stretch = undefined;
    if (!gap || now() - caughtUpAt < CATCH_UP_EVERY_MS) return;
    planCatchUp(gap);
    gap = undefined;
    caughtUpAt = now();
  }

  function describe(): Refused | undefined {
    if (!stretch) return undefined;
    const { count, beganAt, reason } = stretch;
    return { count, since: new Date(beganAt).toISOString(), reason: reason.words };
  }

  /**
   * Why nothing can be taken in, if that is known. Anybody may send wrong signatures, so they count
   * only until one was right; a right signature for another time is Slack's own.
   */
  function problem(): string | undefined {
    if (!stretch || now() - stretch.lastAt > FORGOTTEN_AFTER_MS) return undefined;
    const { kind, words } = stretch.reason;
    return kind === 'clock' || !isSecretProven ? words : undefined;
  }
}

type Reason = { kind: 'clock' | 'secret' | 'stranger'; words: string };

function reasonOf(signature: Exclude<Signature, { status: 'right' }>): Reason {
  switch (signature.status) {
    case 'missing':
      return {
        kind: 'stranger',
        words: 'A request without a signature was refused: it is not from Slack.',
      };
    case 'wrong':
      return {
        kind: 'secret',
        words:
          "Slack's deliveries are refused, since they are not signed with SLACK_SIGNING_SECRET: copy the Signing Secret again from your app's page, Basic Information. If others arrive, somebody else posts here.",
      };
    case 'wrong-time': {
      const minutes = Math.round(Math.abs(signature.aheadMs) / 60_000);
      const direction = signature.aheadMs > 0 ? 'behind' : 'ahead of';
      return {
        kind: 'clock',
        words: `Slack's deliveries are refused, since this machine's clock is ${minutes} minutes ${direction} Slack's: set it right.`,
      };
    }
    default:
      return signature satisfies never;
  }
}
