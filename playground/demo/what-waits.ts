import { z } from 'zod';

const Readiness = z.object({ waiting: z.object({ jobs: z.number(), posts: z.number() }) });
/** How many jobs are not done, and how many messages not posted. */
export type Waiting = z.infer<typeof Readiness>['waiting'];

/** What waits in the database of the bot at this port; `undefined` while it cannot say. */
export async function whatWaits(port: number): Promise<Waiting | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/ready`);
  return Readiness.safeParse(await answer.json()).data?.waiting;
}
