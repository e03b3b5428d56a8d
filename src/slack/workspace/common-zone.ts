import type { Profiles } from './profiles.ts';

/** So many are asked about; they are remembered from when the agents were read. */
const MOST = 50;

/** The time zone that most of some users have set. Slack names none of a workspace. */
export async function commonZone(
  users: readonly string[],
  { profiles, onFailure }: { profiles: Profiles; onFailure: (error: unknown) => void },
): Promise<string | undefined> {
  const times = new Map<string, number>();
  for (const user of users.slice(0, MOST)) {
    try {
      const { zone } = await profiles.findUser(user);
      if (zone !== undefined) times.set(zone, (times.get(zone) ?? 0) + 1);
    } catch (error) {
      onFailure(error);
    }
  }
  return [...times].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}
