import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SlackProfile } from '../../customers/identity.ts';
import { OutsideName } from './outside-text.ts';

export type Profiles = ReturnType<typeof createProfiles>;

const User = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  name: OutsideName.catch(''),
  real_name: OutsideName.nullish().catch(null),
  deleted: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  is_email_confirmed: z.boolean().nullish(),
  profile: z
    .object({
      email: OutsideName.nullish(),
      team: z.string().nullish(),
      real_name: OutsideName.nullish().catch(null),
      display_name: OutsideName.nullish().catch(null),
    })
    .default({}),
});

/**
 * Looks Slack's profiles up, and remembers each for minutes.
 *
 * @see https://docs.slack.dev/reference/objects/user-object
 */
export function createProfiles({
  client,
  now,
  onFailure,
  freshMs = 5 * 60_000,
}: {
  client: WebClient;
  now: () => Date;
  onFailure: (error: unknown) => void;
  freshMs?: number;
}) {
  const known = new Map<string, { profile: SlackProfile; until: number }>();
  return { find, knownName };

  /** What people call a user whose profile was read once; Slack is not asked. */
  function knownName(user: string): string | undefined {
    return known.get(user)?.profile.name;
  }

  /** Undefined when Slack does not give it: no such user, no right, no answer. */
  async function find(user: string): Promise<SlackProfile | undefined> {
    const kept = known.get(user);
    if (kept && kept.until > now().getTime()) return kept.profile;
    try {
      const profile = toProfile(User.parse((await client.users.info({ user })).user));
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(user, { profile, until: now().getTime() + freshMs });
      return profile;
    } catch (error) {
      onFailure(error);
      return undefined;
    }
  }
}

/** What people call a user; their id where Slack does not give the profile. */
export async function nameOf(profiles: Profiles, user: string): Promise<string> {
  return (await profiles.find(user))?.name ?? user;
}

/** The bot runs for years; what it remembers must not grow with them. */
const MOST_KNOWN = 5_000;

function toProfile(user: z.infer<typeof User>): SlackProfile {
  const { profile } = user;
  return {
    user: user.id,
    team: user.team_id ?? profile.team ?? '',
    name: user.real_name || profile.real_name || profile.display_name || user.name || user.id,
    email: profile.email || null,
    isEmailConfirmed: user.is_email_confirmed ?? null,
    isGuest: Boolean(user.is_restricted || user.is_ultra_restricted),
    isStranger: Boolean(user.is_stranger),
    isDeleted: Boolean(user.deleted),
  };
}
