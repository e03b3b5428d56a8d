import { Agent } from 'undici';
import { createFaults, type Faults } from '../faults/faults.ts';
import { createRandom } from '../faults/random.ts';
import type { Team } from '../team/team.ts';
import type { Timers } from '../timers.ts';
import type { RawDelivery } from '../workspace.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { eventParcels } from './events.ts';
import { createHttpCarrier } from './http-carrier.ts';
import { deliverRaw } from './raw.ts';
import { createShuffle } from './shuffle.ts';
import { createSockets, type Sockets } from './sockets.ts';

/** Slack's way to the bot: by HTTP once it has an address, and until then over the bot's sockets. */
export type PostOffice = {
  faults: Faults;
  sockets: Sockets;
  deliveries: Deliveries;
  deliverTo: (url: string | undefined) => void;
  deliverRaw: (delivery: RawDelivery) => Promise<{ status: number; body: string }>;
  close: () => Promise<void>;
};

const slacksRedelivery = [0, 60_000, 300_000];

export function createPostOffice(deps: {
  team: Team;
  timers: Timers;
  redeliverAfterMs?: readonly number[] | undefined;
  acknowledgeWithinMs?: number | undefined;
  seed?: number | undefined;
}): PostOffice {
  const { team, timers, acknowledgeWithinMs = 3000 } = deps;
  const { app, clock, ids, changes } = team;
  const agent = new Agent({ connections: null });
  const random = createRandom(deps.seed ?? 1);
  const faults = createFaults(random);
  const sockets = createSockets({ app, timers, acknowledgeWithinMs });
  let address: string | undefined;

  const deliveries = createDeliveries({
    faults,
    timers,
    changes,
    clock,
    ids,
    carrier: () =>
      address === undefined
        ? sockets.carry
        : createHttpCarrier({ url: address, app, agent, acknowledgeWithinMs }),
    shuffle: createShuffle({ random, timers }),
    redeliverAfterMs: deps.redeliverAfterMs ?? slacksRedelivery,
  });
  const unsubscribe = changes.subscribe((change) => {
    for (const parcel of eventParcels(change, team)) deliveries.send(parcel);
  });

  return {
    faults,
    sockets,
    deliveries,
    deliverTo(url) {
      address = url;
    },
    async deliverRaw(delivery) {
      if (address === undefined) throw new Error('Nowhere to deliver to: call deliverTo first');
      return deliverRaw(delivery, { url: address, app, agent });
    },
    async close() {
      unsubscribe();
      sockets.cut();
      await agent.destroy();
    },
  };
}
