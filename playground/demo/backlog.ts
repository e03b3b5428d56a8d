import { z } from 'zod';

const Readiness = z.object({ waiting: z.object({ jobs: z.number(), posts: z.number() }) });
/** How many jobs are not done, and how many messages are not posted. */
export type Backlog = z.infer<typeof Readiness>['waiting'];

/** Reads the backlog of the bot with this admin port; `undefined` while the bot cannot report it. */
export async function readBacklog(adminPort: number): Promise<Backlog | undefined> {
  const answer = await fetch(`http://127.0.0.1:${adminPort}/ready`);
  return Readiness.safeParse(await answer.json()).data?.waiting;
}
