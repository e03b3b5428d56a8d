import type { Writer } from '../../outbox/kinds.ts';
import { nameOf } from '../workspace/profiles.ts';
import { isFullMember } from '../workspace/slack-user.ts';
import { cleaned } from './agent-name.ts';
import { clip } from './clip.ts';
import type { RenderSources } from './rendered.ts';

type Sources = Pick<RenderSources, 'profiles'>;
type Position = Writer['role'] | 'colleague';

const LONGEST_NAME = 60;

/**
 * Who wrote a line, before its words. But for an agent's, a position stands before the name, which has no
 * sign that could end it: nobody can be called so that they are taken for somebody else.
 */
export async function writerTitle(
  writer: Writer & { team: string },
  sources: Sources,
): Promise<string> {
  const name = await writerName(writer.user, sources);
  return titles[await positionOf(writer, sources)](name);
}

const titles: Record<Position, (name: string) => string> = {
  customer: (name) => `CUSTOMER (${name})`,
  agent: (name) => `${name}, in the customer’s thread`,
  colleague: (name) => `COLLEAGUE (${name})`,
  participant: (name) => `PARTICIPANT (${name})`,
};

/** Who did something, as the subject of a sentence. What an older bot has written has no role. */
export async function writerInSentence(
  { user, role, team }: { user: string; role: Writer['role'] | undefined; team: string },
  sources: Sources,
): Promise<string> {
  const name = await writerName(user, sources);
  if (role === undefined) return name;
  return `${name}${suffixes[await positionOf({ user, role, team }, sources)]}`;
}

const suffixes: Record<Position, string> = {
  customer: '',
  agent: ', in the customer’s thread,',
  colleague: ', a colleague,',
  participant: ', a participant,',
};

async function writerName(user: string, { profiles }: Sources): Promise<string> {
  return clip(cleaned(await nameOf(profiles, user)), LONGEST_NAME) || user;
}

/** A colleague is a full member who is no agent; who cannot be found out about is none. */
async function positionOf(
  { user, role, team }: Writer & { team: string },
  { profiles }: Sources,
): Promise<Position> {
  if (role !== 'participant' || !(await profiles.find(user))) return role;
  return isFullMember(await profiles.findUser(user), team) ? 'colleague' : role;
}
