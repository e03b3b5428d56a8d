import { Agent } from 'undici';
import { deliverRaw } from './deliveries/deliver-raw.ts';
import { createDeliveries, type Deliveries } from './deliveries/deliveries.ts';
import { eventDeliveries } from './deliveries/events.ts';
import { createHttpTransport } from './deliveries/http-transport.ts';
import { createShuffle } from './deliveries/shuffle.ts';
import { createSockets, type Sockets } from './deliveries/sockets.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import { createRandom } from './faults/random.ts';
import type { Team } from './team/team.ts';
import type { Timers } from './timers.ts';
import type { RawDelivery } from './workspace.ts';

/** The workspace's connection to the bot: by HTTP once it has an address, and until then over the bot's sockets. */
export type BotConnection = {
  faults: Faults;
  sockets: Sockets;
  deliveries: Deliveries;
  deliverTo: (url: string | undefined) => void;
  deliverRaw: (delivery: RawDelivery) => Promise<{ status: number; body: string }>;
  close: () => Promise<void>;
};

const slackRedeliveryMs = [0, 60_000, 300_000];

export function createBotConnection(deps: {
  team: Team;
  timers: Timers;
  redeliverAfterMs?: readonly number[] | undefined;
  acknowledgeWithinMs?: number | undefined;
  seed?: number | undefined;
}): BotConnection {
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
    currentTransport: () =>
      address === undefined
        ? sockets.transport
        : createHttpTransport({ url: address, app, agent, acknowledgeWithinMs }),
    shuffle: createShuffle({ random, timers }),
    redeliverAfterMs: deps.redeliverAfterMs ?? slackRedeliveryMs,
  });
  const unsubscribe = changes.subscribe((change) => {
    for (const delivery of eventDeliveries(change, team)) deliveries.send(delivery);
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
