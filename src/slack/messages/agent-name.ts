import type { AgentNames } from '../../desk/desk.ts';
import { nameOf, type Profiles } from '../workspace/profiles.ts';
import { clip } from './clip.ts';

/** How agents are called before customers: the desk's setting, and the desk's own name. */
export type AgentNaming = {
  agentNames: AgentNames;
  deskName: string;
  /** Names that no agent may take on. */
  reserved: readonly string[];
};

/**
 * An agent's name as customers read it, such as “Sam, Shop support”. The desk's name is always in it,
 * and a name that could be taken for Slack's or the bot's is left out.
 */
export async function agentName(
  user: string,
  { profiles, naming }: { profiles: Pick<Profiles, 'find'>; naming: AgentNaming },
): Promise<string> {
  const { agentNames, deskName, reserved } = naming;
  if (agentNames === 'team') return deskName;
  const full = cleaned(await nameOf(profiles, user));
  const name = agentNames === 'first' ? (full.split(' ')[0] ?? '') : full;
  const isTaken = ['slackbot', ...reserved.map(plain)].includes(plain(name));
  const isId = name === '' || name === user;
  return isTaken || isId ? deskName : `${clip(name, LONGEST_NAME)}, ${deskName}`;
}

/** The picture of an agent beside their name; none where only the desk's name is read. */
export async function agentPicture(
  user: string,
  name: string,
  { profiles, naming }: { profiles: Pick<Profiles, 'findPicture'>; naming: AgentNaming },
): Promise<string | undefined> {
  return name === naming.deskName ? undefined : profiles.findPicture(user);
}

const LONGEST_NAME = 40;

/** Letters, digits and what stands in people's names: no sign that looks like a mark or a picture. */
export function cleaned(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N} .'’-]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What is left of a name when one looks at it fleetingly. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
