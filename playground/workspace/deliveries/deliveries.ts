import type { Faults } from '../faults/faults.ts';
import type { Changes } from '../team/changes.ts';
import type { Clock } from '../team/clock.ts';
import type { Ids } from '../team/ids.ts';
import type { Timers } from '../timers.ts';
import type { Carrier, Parcel, Receipt, Retry } from './parcel.ts';
import type { Shuffle } from './shuffle.ts';

/** What is brought to the bot, as surely as Slack brings it. */
export type Deliveries = {
  /** Brings an event; again, under the same id, as long as it is not accepted and Slack would try. */
  send: (parcel: Parcel) => void;
  /** Brings a command or a click, once. */
  ask: (parcel: Parcel) => Promise<Receipt>;
  /** Resolves when all that was sent so far is accepted or given up. */
  settled: () => Promise<void>;
};

export function createDeliveries(deps: {
  carrier: () => Carrier;
  faults: Faults;
  shuffle: Shuffle;
  timers: Timers;
  changes: Changes;
  clock: Clock;
  ids: Ids;
  redeliverAfterMs: readonly number[];
}): Deliveries {
  const { carrier, faults, shuffle, timers, changes, clock, ids, redeliverAfterMs } = deps;
  const underway = new Set<Promise<unknown>>();

  const track = <Value>(work: Promise<Value>) => {
    const tracked = work.finally(() => underway.delete(tracked));
    underway.add(tracked);
    return tracked;
  };

  const attempt = async (parcel: Parcel, retry: Retry | undefined, carry: Carrier) => {
    const at = clock.now();
    const startedAt = performance.now();
    const receipt = await carry(parcel, retry);
    const { status, accepted } = receipt;
    const { kind, type, by, eventId } = parcel;
    const durationMs = Math.round(performance.now() - startedAt);
    const retried = { retry: retry?.number ?? 0, status, accepted, at, durationMs };
    changes.emit({ type: 'attempted', attempt: { kind, type, by, eventId, ...retried } });
    return receipt;
  };

  const bring = async (parcel: Parcel, first: Carrier = carrier()) => {
    let receipt = await attempt(parcel, undefined, first);
    for (const [index, afterMs] of redeliverAfterMs.entries()) {
      if (receipt.accepted || receipt.noRetry) return;
      await timers.wait(afterMs);
      receipt = await attempt(parcel, { number: index + 1, reason: reason(receipt) }, carrier());
    }
  };

  const sendWithFault = async (parcel: Parcel): Promise<unknown> => {
    const fault = faults.ofDelivery(parcel);
    switch (fault?.fault) {
      case undefined:
        return bring(parcel);
      case 'dropped':
        return bring(parcel, dropping);
      case 'delayed':
        await timers.wait(fault.byMs);
        return bring(parcel);
      case 'duplicated': {
        const copies = Array.from({ length: fault.copies }, () => renamed(parcel, ids.next('Ev')));
        return Promise.all([parcel, ...copies].map((copy) => bring(copy)));
      }
      case 'reordered':
        return shuffle(fault.together).then(() => bring(parcel));
    }
  };

  return {
    send: (parcel) => void track(sendWithFault(parcel)),
    ask: (parcel) => track(attempt(parcel, undefined, carrier())),
    async settled() {
      await Promise.all(underway);
    },
  };
}

const dropping: Carrier = async () => ({
  accepted: false,
  status: 'dropped',
  body: '',
  noRetry: false,
});

function renamed(parcel: Parcel, eventId: string): Parcel {
  return { ...parcel, eventId, payload: { ...parcel.payload, event_id: eventId } };
}

function reason({ status }: Receipt): Retry['reason'] {
  if (status === 'timeout' || status === 'dropped') return 'http_timeout';
  return status === 'not connected' ? 'connection_failed' : 'http_error';
}
