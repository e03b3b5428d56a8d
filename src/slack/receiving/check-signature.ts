import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Whether Slack made a request, and where it seems not, why. */
export type Signature =
  | { status: 'right' }
  /** It claims no signature of Slack's: somebody else posts here. */
  | { status: 'missing' }
  /** The signature is right, but for a time that is this far ahead of this machine's clock, or behind. */
  | { status: 'wrong-time'; aheadMs: number }
  | { status: 'wrong' };

/** Slack's own rule is five minutes to either side; Bolt looks only at the past. */
const MOST_CLOCK_ERROR_MS = 5 * 60_000;

/** @see https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function checkSignature({
  headers,
  body,
  signingSecret,
  at,
}: {
  headers: IncomingHttpHeaders;
  /** As it was sent. */
  body: Buffer;
  signingSecret: string;
  at: number;
}): Signature {
  const timestamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return { status: 'missing' };
  const hmac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body);
  if (!isSame(`v0=${hmac.digest('hex')}`, signature)) return { status: 'wrong' };
  const aheadMs = Number(timestamp) * 1000 - at;
  // A timestamp that is no number is not Slack's, whoever signed it.
  if (!Number.isFinite(aheadMs) || !/^\d+$/.test(timestamp)) return { status: 'wrong' };
  return Math.abs(aheadMs) > MOST_CLOCK_ERROR_MS
    ? { status: 'wrong-time', aheadMs }
    : { status: 'right' };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
