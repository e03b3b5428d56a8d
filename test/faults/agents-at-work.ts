import type { Actor } from '../../playground/workspace/acting/actor.ts';

/** Agents who do one thing after another: each has one form open at a time. */
export type AgentsAtWork = {
  withAgent<Done>(work: (agent: Actor) => Promise<Done>): Promise<Done>;
};

export function agentsAtWork(agents: readonly Actor[]): AgentsAtWork {
  const free = [...agents];
  const waiting: ((agent: Actor) => void)[] = [];
  return {
    async withAgent(work) {
      const agent = free.shift() ?? (await new Promise<Actor>((take) => waiting.push(take)));
      try {
        return await work(agent);
      } finally {
        const next = waiting.shift();
        if (next) next(agent);
        else free.push(agent);
      }
    },
  };
}
