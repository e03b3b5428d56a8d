import type { Figures } from '../../reports/figures.ts';
import type { RenderSources } from './rendered.ts';
import { shortName } from './short-name.ts';

/** What the agents are called of whom a report has figures. */
export async function reportNames(
  { byAgent = [] }: Pick<Figures, 'byAgent'>,
  { profiles }: Pick<RenderSources, 'profiles'>,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { user } of byAgent) names.set(user, await shortName(profiles, user));
  return names;
}
