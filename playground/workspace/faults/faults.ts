import type { CallFault, DeliveryFault, Fault } from './fault.ts';
import type { Random } from './random.ts';

/** The faults that were added, and the one that applies to a call or a delivery. */
export type Faults = {
  /** Returns what removes the fault. */
  add: (fault: Fault) => () => void;
  clear: () => void;
  ofCall: (call: { method: string; channel: unknown }) => CallFault | undefined;
  ofDelivery: (delivery: { type: string; channel: unknown }) => DeliveryFault | undefined;
};

type Pending<Some extends Fault> = { fault: Some; left: number };

export function createFaults(random: Random): Faults {
  const calls = new Set<Pending<CallFault>>();
  const deliveries = new Set<Pending<DeliveryFault>>();

  const take = <Some extends Fault>(
    pending: Set<Pending<Some>>,
    concerns: (fault: Some) => boolean,
  ) => {
    for (const candidate of pending) {
      const { fault } = candidate;
      if (!concerns(fault) || random() >= (fault.probability ?? 1)) continue;
      candidate.left -= 1;
      if (candidate.left <= 0) pending.delete(candidate);
      return fault;
    }
    return undefined;
  };

  return {
    add: (fault) => (isOfDelivery(fault) ? keep(deliveries, fault) : keep(calls, fault)),
    clear() {
      calls.clear();
      deliveries.clear();
    },
    ofCall: ({ method, channel }) =>
      take(calls, (fault) => covers(fault.method, method) && isAt(fault, channel)),
    ofDelivery: ({ type, channel }) =>
      take(deliveries, (fault) => covers(fault.type, type) && isAt(fault, channel)),
  };
}

function keep<Some extends Fault>(pending: Set<Pending<Some>>, fault: Some): () => void {
  const kept = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
  pending.add(kept);
  return () => pending.delete(kept);
}

function isOfDelivery(fault: Fault): fault is DeliveryFault {
  return ['duplicated', 'delayed', 'reordered', 'dropped'].includes(fault.fault);
}

function covers(wanted: string | readonly string[] | undefined, actual: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? wanted === actual : wanted.includes(actual);
}

function isAt({ channel }: Fault, actual: unknown): boolean {
  if (channel === undefined) return true;
  return actual === (typeof channel === 'string' ? channel : channel.id);
}
