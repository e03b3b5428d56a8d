import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { SignedEvent } from './signed-events.ts';

/** The result of sending events. */
export type Load = {
  sent: number;
  seconds: number;
  /** Of each event that was acknowledged. */
  latenciesMs: number[];
};

/** How fast events are sent: at a fixed rate, or the next one as soon as one is answered. */
export type Pace = { kind: 'rate'; perSecond: number } | { kind: 'full speed' };

/** Sends events at a pace, over connections that stay open. */
export async function sendLoad(
  url: string,
  { events, pace, seconds }: { events: SignedEvent[]; pace: Pace; seconds: number },
): Promise<Load> {
  const pool = new Pool(url, { connections: CONNECTIONS[pace.kind] });
  const deliver = createDeliver(pool);
  const startedAt = performance.now();
  const outcomes =
    pace.kind === 'rate'
      ? await sendOnSchedule(deliver, events, pace.perSecond)
      : await sendAtFullSpeed(deliver, events, startedAt + seconds * 1_000);
  const lastedMs = performance.now() - startedAt;
  await pool.close();
  const latenciesMs = outcomes.filter((latencyMs) => latencyMs !== undefined);
  return { sent: outcomes.length, seconds: lastedMs / 1_000, latenciesMs };
}

const CONNECTIONS = { rate: 128, 'full speed': 32 };

/** Slack waits this long for an answer, and then counts the delivery as failed. */
const DEADLINE_MS = 3_000;

/** Resolves with the latency since `dueAt`, or with undefined when it was not acknowledged. */
type Deliver = (event: SignedEvent, dueAt: number) => Promise<number | undefined>;

function createDeliver(pool: Pool): Deliver {
  return async ({ body, headers }, dueAt) => {
    try {
      const answer = await pool.request({ path: '/slack/events', method: 'POST', headers, body });
      await answer.body.dump();
      const latencyMs = performance.now() - dueAt;
      return answer.statusCode === 200 && latencyMs <= DEADLINE_MS ? latencyMs : undefined;
    } catch {
      return undefined;
    }
  };
}

/** An event's latency counts from when it was due, so that a stall adds to the latency of every event after it. */
async function sendOnSchedule(deliver: Deliver, events: SignedEvent[], perSecond: number) {
  const startedAt = performance.now();
  const underWay: Promise<number | undefined>[] = [];
  for (const [index, event] of events.entries()) {
    const dueAt = startedAt + (index * 1_000) / perSecond;
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    // A timer may fire a little early.
    underWay.push(deliver(event, Math.min(dueAt, performance.now())));
  }
  return Promise.all(underWay);
}

async function sendAtFullSpeed(deliver: Deliver, events: SignedEvent[], until: number) {
  const outcomes: (number | undefined)[] = [];
  const waiting = events.values();
  const sender = async () => {
    for (const event of waiting) {
      outcomes.push(await deliver(event, performance.now()));
      if (performance.now() > until) return;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS['full speed'] }, sender));
  return outcomes;
}
