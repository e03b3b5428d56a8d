import type { Faults } from '../faults/faults.ts';
import type { Changes } from '../team/changes.ts';
import type { Clock } from '../team/clock.ts';
import type { Ids } from '../team/ids.ts';
import type { Timers } from '../timers.ts';
import type { Delivery, DeliveryResult, Retry, Transport } from './delivery.ts';
import type { Shuffle } from './shuffle.ts';

/** Deliveries to the bot, with Slack's own retries. */
export type Deliveries = {
  /** Delivers an event. An event that is not accepted is delivered again, under the same id, as often as Slack does. */
  send: (delivery: Delivery) => void;
  /** Delivers a command or a click, once. */
  ask: (delivery: Delivery) => Promise<DeliveryResult>;
  /** Resolves when every delivery so far was accepted or given up. */
  settled: () => Promise<void>;
};

export function createDeliveries(deps: {
  currentTransport: () => Transport;
  faults: Faults;
  shuffle: Shuffle;
  timers: Timers;
  changes: Changes;
  clock: Clock;
  ids: Ids;
  redeliverAfterMs: readonly number[];
}): Deliveries {
  const { currentTransport, faults, shuffle, timers, changes, clock, ids, redeliverAfterMs } = deps;
  const underway = new Set<Promise<unknown>>();

  const track = <Value>(work: Promise<Value>) => {
    const tracked = work.finally(() => underway.delete(tracked));
    underway.add(tracked);
    return tracked;
  };

  const attempt = async (delivery: Delivery, retry: Retry | undefined, transport: Transport) => {
    const at = clock.now();
    const startedAt = performance.now();
    const result = await transport(delivery, retry);
    const { status, accepted } = result;
    const { kind, type, by, eventId, payload } = delivery;
    const durationMs = Math.round(performance.now() - startedAt);
    const retried = { retry: retry?.number ?? 0, status, accepted, at, durationMs };
    changes.emit({ type: 'attempted', attempt: { kind, type, by, eventId, payload, ...retried } });
    return result;
  };

  const deliver = async (delivery: Delivery, first: Transport = currentTransport()) => {
    let result = await attempt(delivery, undefined, first);
    for (const [index, afterMs] of redeliverAfterMs.entries()) {
      if (result.accepted || result.noRetry) return;
      await timers.wait(afterMs);
      result = await attempt(
        delivery,
        { number: index + 1, reason: reason(result) },
        currentTransport(),
      );
    }
  };

  const sendWithFault = async (delivery: Delivery): Promise<unknown> => {
    const fault = faults.ofDelivery(delivery);
    switch (fault?.fault) {
      case undefined:
        return deliver(delivery);
      case 'dropped':
        return deliver(delivery, dropping);
      case 'delayed':
        await timers.wait(fault.byMs);
        return deliver(delivery);
      case 'duplicated': {
        const copies = Array.from({ length: fault.copies }, () =>
          renamed(delivery, ids.next('Ev')),
        );
        return Promise.all([delivery, ...copies].map((copy) => deliver(copy)));
      }
      case 'reordered':
        return shuffle(fault.together).then(() => deliver(delivery));
    }
  };

  return {
    send: (delivery) => void track(sendWithFault(delivery)),
    ask: (delivery) => track(attempt(delivery, undefined, currentTransport())),
    async settled() {
      await Promise.all(underway);
    },
  };
}

const dropping: Transport = async () => ({
  accepted: false,
  status: 'dropped',
  body: '',
  noRetry: false,
});

function renamed(delivery: Delivery, eventId: string): Delivery {
  return { ...delivery, eventId, payload: { ...delivery.payload, event_id: eventId } };
}

function reason({ status }: DeliveryResult): Retry['reason'] {
  if (status === 'timeout' || status === 'dropped') return 'http_timeout';
  return status === 'not connected' ? 'connection_failed' : 'http_error';
}
