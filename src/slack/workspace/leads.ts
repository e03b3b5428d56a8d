import type { WebClient } from '@slack/web-api';
import { channelMembers } from './channel-members.ts';
import type { Channels } from './channels.ts';
import { isFullMember, readUser } from './slack-user.ts';

/** Who may change what the desk file says, and read what concerns the whole desk. */
export type Leads = {
  /** Whether a user is one at this moment, asked of Slack; who cannot be read is none. */
  isLead(user: string): Promise<boolean>;
  /** Whether a user is shown what leads see: what was read a minute ago will do, but for whoever acts. */
  isShownAsLead(user: string): Promise<boolean>;
  /** Whoever is in the leads' channel, as it was last read. */
  all(): Promise<string[]>;
  /** Somebody joined a channel or left it: if that is the leads', what is shown to them is read again. */
  membersChanged(channel: string): void;
  /** The leads' channel, while it is private and not shared: nothing of theirs is for others. */
  channel(): Promise<string | undefined>;
};

/** What is shown to leads may be so old. */
const FRESH_MS = 60_000;

/**
 * The leads are the full members of this workspace who are in the leads' channel. Slack is asked at
 * each act, so that nobody goes on as one who has left it, was deactivated, or whose channel others can
 * read by now. Without such a channel the owner is the one lead.
 */
export function createLeads({
  client,
  team,
  owner,
  isOwnersAlone,
  channel: channelNow,
  lookUp,
  now,
  onFailure,
}: {
  client: WebClient;
  team: string;
  owner: string | undefined;
  /** The desk names no channel of the leads. */
  isOwnersAlone: boolean;
  /** The id that the leads' channel has now, where the bot is in it. */
  channel: () => string | undefined;
  lookUp: Channels['lookUp'];
  now: () => Date;
  onFailure: (error: unknown) => void;
}): Leads {
  let known = { members: new Set<string>(), at: Number.NEGATIVE_INFINITY };
  let reading: Promise<void> | undefined;
  return { isLead, isShownAsLead, all, membersChanged, channel };

  async function isLead(user: string): Promise<boolean> {
    if (isOwnersAlone) return user === owner;
    const [isMember, isFull] = await Promise.all([isInChannel(user), isOfWorkspace(user)]);
    if (!isMember || !isFull) known.members.delete(user);
    return isMember && isFull;
  }

  async function isShownAsLead(user: string): Promise<boolean> {
    if (isOwnersAlone) return user === owner;
    await readAgainWhenOld();
    return known.members.has(user) && (await isOfWorkspace(user));
  }

  async function all(): Promise<string[]> {
    if (isOwnersAlone) return owner === undefined ? [] : [owner];
    await readAgainWhenOld();
    return [...known.members];
  }

  function membersChanged(changed: string): void {
    if (changed === channelNow()) known = { ...known, at: Number.NEGATIVE_INFINITY };
  }

  async function channel(): Promise<string | undefined> {
    const id = channelNow();
    if (id === undefined) return undefined;
    const found = await lookUp(id);
    return found?.isMember && found.isPrivate && !found.isShared ? id : undefined;
  }

  async function isInChannel(user: string): Promise<boolean> {
    try {
      return (await read()).has(user);
    } catch (error) {
      onFailure(error);
      return false;
    }
  }

  async function isOfWorkspace(user: string): Promise<boolean> {
    try {
      const answer = await client.users.info({ user });
      return isFullMember(readUser(answer.user, { of: `the user ${user}`, asked: user }), team);
    } catch (error) {
      onFailure(error);
      return false;
    }
  }

  /** Many tabs are shown at once; where Slack does not answer, they show what was known. */
  async function readAgainWhenOld(): Promise<void> {
    if (now().getTime() - known.at < FRESH_MS) return;
    reading ??= read()
      .then(() => {}, onFailure)
      .finally(() => {
        reading = undefined;
      });
    await reading;
  }

  /** @throws when Slack does not answer. */
  async function read(): Promise<Set<string>> {
    const at = now().getTime();
    const id = channelNow();
    const [own, members] = await Promise.all([
      channel(),
      id === undefined ? [] : channelMembers(id, { client, onUnreadable: onFailure }),
    ]);
    known = { members: new Set(own === undefined ? [] : members), at };
    return known.members;
  }
}
