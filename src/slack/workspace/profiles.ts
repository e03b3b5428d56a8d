import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SlackProfile } from '../../customers/identity.ts';
import { createMemory } from './memory.ts';
import { OutsideName } from './outside-text.ts';
import { NextPage, pagesOf, readable } from './pages.ts';
import { slackFailure } from './slack-failure.ts';
import { untilNotRateLimited, type Waiting } from './until-slack-answers.ts';

export type Profiles = ReturnType<typeof createProfiles>;

const User = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  name: OutsideName.catch(''),
  real_name: OutsideName.nullish().catch(null),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  is_email_confirmed: z.boolean().nullish(),
  /** In an organisation: the workspaces that the user is a member of. */
  enterprise_user: z.object({ teams: z.array(z.string()).nullish() }).nullish(),
  profile: z
    .object({
      email: OutsideName.nullish(),
      team: z.string().nullish(),
      real_name: OutsideName.nullish().catch(null),
      display_name: OutsideName.nullish().catch(null),
    })
    .default({}),
});
type User = z.infer<typeof User>;

const UsersPage = z.object({
  members: z.array(z.unknown()),
  response_metadata: NextPage,
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
  const known = createMemory<SlackProfile>({ now, freshMs });
  return { find, knownName, findFullMembers };

  /** What people call a user whose profile was read once; Slack is not asked. */
  function knownName(user: string): string | undefined {
    return known.kept(user)?.name;
  }

  /** Undefined when Slack does not give it: no such user, no right, no answer. */
  async function find(user: string): Promise<SlackProfile | undefined> {
    try {
      return await known.find(user, async () => toProfile(await ask(user)));
    } catch (error) {
      onFailure(error);
      return undefined;
    }
  }

  /**
   * Finds out which of some users are people with a full account in a workspace. A few are asked for
   * one by one, many by pages of all users: Slack gives some 100 profiles a minute, and a page is
   * one call. Who cannot be found out about is in neither set.
   *
   * @throws when Slack does not answer.
   */
  async function findFullMembers(
    users: ReadonlySet<string>,
    team: string,
    waiting: Omit<Waiting, 'mayHeal'>,
  ): Promise<{ full: Set<string>; known: Set<string> }> {
    const found = { full: new Set<string>(), known: new Set<string>() };
    const note = (user: User) => {
      known.keep(user.id, toProfile(user));
      found.known.add(user.id);
      if (isFullMember(user, team)) found.full.add(user.id);
    };
    const missing = () => [...users].filter((user) => !found.known.has(user));
    if (users.size > FEW || !(await askEach(missing(), { note, waiting: undefined }))) {
      const isListed = await listUsers(new Set(missing()), { note, waiting });
      if (!isListed) await askEach(missing(), { note, waiting });
      // Who is not in the list of all users is of another organisation.
      else for (const user of missing()) found.known.add(user);
    }
    return found;
  }

  /** False where Slack did not answer: then it is not asked for the others one by one. */
  async function askEach(
    users: string[],
    {
      note,
      waiting,
    }: { note: (user: User) => void; waiting: Omit<Waiting, 'mayHeal'> | undefined },
  ): Promise<boolean> {
    for (const user of users) {
      try {
        note(await (waiting ? untilNotRateLimited(() => ask(user), waiting) : ask(user)));
      } catch (error) {
        onFailure(error);
        if (slackFailure(error).kind !== 'refused' && !waiting) return false;
      }
    }
    return true;
  }

  /** False where Slack has no such list for this app. */
  async function listUsers(
    wanted: Set<string>,
    { note, waiting }: { note: (user: User) => void; waiting: Omit<Waiting, 'mayHeal'> },
  ): Promise<boolean> {
    const pages = pagesOf((at) =>
      untilNotRateLimited(
        async () => UsersPage.parse(await client.users.list({ limit: 200, ...at })),
        waiting,
      ),
    );
    try {
      for await (const { members } of pages) {
        const of = 'users.list';
        for (const user of readable(User, members, { of, onUnreadable: onFailure })) {
          if (wanted.delete(user.id)) note(user);
        }
        if (wanted.size === 0) break;
      }
      return true;
    } catch (error) {
      if (slackFailure(error).kind !== 'refused') throw error;
      onFailure(error);
      return false;
    }
  }

  async function ask(user: string): Promise<User> {
    return User.parse((await client.users.info({ user })).user);
  }
}

/** What people call a user; their id where Slack does not give the profile. */
export async function nameOf(profiles: Pick<Profiles, 'find'>, user: string): Promise<string> {
  return (await profiles.find(user))?.name ?? user;
}

/** So many profiles are asked for one by one. */
const FEW = 50;

/** Neither a guest, nor of another organisation, nor deactivated, nor an app. */
function isFullMember(user: User, team: string): boolean {
  const { isGuest, isStranger, isDeleted, team: theirs } = toProfile(user);
  if (isGuest || isStranger || isDeleted || user.is_bot) return false;
  return theirs === '' || theirs === team || Boolean(user.enterprise_user?.teams?.includes(team));
}

function toProfile(user: User): SlackProfile {
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
