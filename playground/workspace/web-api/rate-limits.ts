import type { Clock } from '../team/clock.ts';

/** Slack allows about one message a second and channel, with short bursts. */
const burst = 3;
const perSecond = 1;

/** Returns for how many seconds a call must wait, if it comes too soon. */
export type RateLimits = (call: { method: string; channel: unknown }) => number | undefined;

export function createRateLimits({ clock }: { clock: Clock }): RateLimits {
  const buckets = new Map<unknown, { tokens: number; at: number }>();
  return ({ method, channel }) => {
    if (method !== 'chat.postMessage') return undefined;
    const before = buckets.get(channel) ?? { tokens: burst, at: clock.now() };
    const refill = ((clock.now() - before.at) / 1000) * perSecond;
    const tokens = Math.min(burst, before.tokens + refill);
    const allowed = tokens >= 1;
    buckets.set(channel, { tokens: allowed ? tokens - 1 : tokens, at: clock.now() });
    return allowed ? undefined : Math.ceil((1 - tokens) / perSecond);
  };
}
