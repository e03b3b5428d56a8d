import { nameOf, type Profiles } from '../workspace/profiles.ts';
import { clip } from './clip.ts';

const LONGEST_NAME = 80;

/** What people call a user, as long as a line has room for it. */
export async function shortName(profiles: Pick<Profiles, 'find'>, user: string): Promise<string> {
  return clip(await nameOf(profiles, user), LONGEST_NAME);
}
