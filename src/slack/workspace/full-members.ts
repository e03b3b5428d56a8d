import type { Channels } from './channels.ts';
import type { Profiles } from './profiles.ts';
import { isFullMember } from './slack-user.ts';

/** Asks whether a user is a full member of the workspace; undefined where Slack does not say. */
export function createFullMembers({
  profiles,
  team,
  onFailure,
}: {
  profiles: Pick<Profiles, 'findUser'>;
  team: string;
  onFailure: (error: unknown) => void;
}): (user: string) => Promise<boolean | undefined> {
  return async (user) => {
    try {
      return isFullMember(await profiles.findUser(user), team);
    } catch (error) {
      onFailure(error);
      return undefined;
    }
  };
}

/** Whether another organisation is in a channel at this moment; not where Slack does not say. */
export async function isSharedNow(
  channel: string,
  {
    channelLookup,
    onFailure,
  }: { channelLookup: Pick<Channels, 'lookUp'>; onFailure: (error: unknown) => void },
): Promise<boolean> {
  try {
    return (await channelLookup.lookUp(channel))?.isShared ?? false;
  } catch (error) {
    onFailure(error);
    return false;
  }
}
