import type { AgentRoster } from '../agent-roster.ts';
import type { Listener, Press } from '../interactions.ts';

/** Creates the listener that runs again what has failed for good. */
export function createRerunPress({
  rerunFailed,
  roster,
  owner,
}: {
  rerunFailed: () => Promise<number>;
  roster: AgentRoster;
  owner: string | undefined;
}): Listener<Press> {
  return async ({ user }, reply) => {
    if (user !== owner && !roster.isAgent(user)) {
      await reply.acknowledge();
      return reply.tell('Only agents and the owner can do this.');
    }
    const count = await rerunFailed();
    await reply.acknowledge();
    reply.tell(count === 0 ? 'Nothing waits to be run again.' : `${count} run again now.`);
  };
}
