import { absenceOf } from '../../tickets/absence-store.ts';
import type { RenderSources } from './rendered.ts';

/** Whether an agent is mentioned where a ticket of theirs needs them: nobody who is away is. */
export async function mayBeMentioned(
  { team, user }: { team: string; user: string },
  { queries, agents, now }: Pick<RenderSources, 'queries' | 'agents' | 'now'>,
): Promise<boolean> {
  if (!agents.isAgent(user)) return false;
  return (await absenceOf(queries, { team, agent: user, at: now() })) === undefined;
}
