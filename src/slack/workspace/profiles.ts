import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SlackProfile } from '../../customers/identity.ts';
import { createMemory } from './memory.ts';
import { NextPage, pagesOf } from './pages.ts';
import { oddFields, readEach } from './read-fields.ts';
import { AskedToWait, slackFailure } from './slack-failure.ts';
import { isFullMember, readUser, type SlackUser, type UserOrigin } from './slack-user.ts';
import { untilNotRateLimited, type Waiting } from './until-slack-answers.ts';

export type Profiles = ReturnType<typeof createProfiles>;

const UsersPage = z.object({
  members: z.array(z.unknown()),
  response_metadata: NextPage,
});

/** Looks Slack's users up, and remembers each for minutes. */
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
  const known = createMemory<SlackUser>({ now, freshMs });
  return {
    find,
    findUser,
    findPicture,
    findLocale,
    knownName,
    knownLocale,
    findFullMembers,
  };

  /** What people call a user whose profile was read once; Slack is not asked. */
  function knownName(user: string): string | undefined {
    return known.kept(user)?.profile.name;
  }

  function knownLocale(user: string): string | undefined {
    return known.kept(user)?.locale;
  }

  /**
   * Undefined when Slack does not give it: no such user, no right, no answer.
   *
   * @throws {AskedToWait} when Slack asks to wait, and there is time to.
   */
  async function find(user: string, { longestWaitMs = 0 } = {}): Promise<SlackProfile | undefined> {
    try {
      return (await findUser(user)).profile;
    } catch (error) {
      const failure = slackFailure(error);
      if (failure.kind === 'rate-limited' && longestWaitMs > 0) {
        throw new AskedToWait(Math.min(failure.retryAfterMs, longestWaitMs), { cause: error });
      }
      onFailure(error);
      return undefined;
    }
  }

  /** The address of a user's picture; undefined where there is none, or Slack does not say. */
  async function findPicture(user: string): Promise<string | undefined> {
    try {
      return (await findUser(user)).picture;
    } catch (error) {
      onFailure(error);
      return undefined;
    }
  }

  /** The language that a user reads Slack in; the one that was known last where Slack does not say. */
  async function findLocale(user: string): Promise<string | undefined> {
    try {
      return (await findUser(user)).locale;
    } catch (error) {
      onFailure(error);
      return knownLocale(user);
    }
  }

  /** @throws when Slack does not answer, or refuses to. */
  function findUser(user: string): Promise<SlackUser> {
    return known.find(user, () => ask(user));
  }

  /**
   * Finds out which of some users are people with a full account in a workspace. A few are asked for
   * one by one, many by pages of all users: Slack gives some 100 profiles a minute, and a page is
   * one call. Who cannot be found out about is in neither set; of the doubtful it is not certain what they are.
   *
   * @throws when Slack does not answer.
   */
  async function findFullMembers(
    users: ReadonlySet<string>,
    team: string,
    waiting: Omit<Waiting, 'mayHeal'>,
  ): Promise<{ full: Set<string>; known: Set<string>; doubtful: Set<string> }> {
    const found = {
      full: new Set<string>(),
      known: new Set<string>(),
      doubtful: new Set<string>(),
    };
    const note = (user: SlackUser) => {
      const { user: id } = user.profile;
      known.keep(id, user);
      found.known.add(id);
      if (user.odd.size > 0) found.doubtful.add(id);
      if (isFullMember(user, team)) found.full.add(id);
    };
    const missing = () => [...users].filter((user) => !found.known.has(user));
    if (users.size > FEW || !(await askEach(missing(), { note, waiting: undefined }))) {
      const isListed = await listUsers(new Set(missing()), { note, waiting });
      if (!isListed) await askEach(missing(), { note, waiting });
      else {
        for (const user of missing()) {
          // Who is not in the list of all users is of another organisation, or could not be read there.
          found.known.add(user);
          found.doubtful.add(user);
        }
      }
    }
    return found;
  }

  /** False where Slack did not answer: then it is not asked for the others one by one. */
  async function askEach(
    users: string[],
    {
      note,
      waiting,
    }: { note: (user: SlackUser) => void; waiting: Omit<Waiting, 'mayHeal'> | undefined },
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
    { note, waiting }: { note: (user: SlackUser) => void; waiting: Omit<Waiting, 'mayHeal'> },
  ): Promise<boolean> {
    const pages = pagesOf((at) =>
      untilNotRateLimited(
        async () =>
          UsersPage.parse(await client.users.list({ limit: 200, include_locale: true, ...at })),
        waiting,
      ),
    );
    try {
      for await (const { members } of pages) {
        for (const user of readEach(members, listed, { noun: 'user', onUnreadable: onFailure })) {
          if (wanted.delete(user.profile.user)) note(user);
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

  function listed(item: unknown, of: string): SlackUser {
    return read(item, { of });
  }

  async function ask(id: string): Promise<SlackUser> {
    const { user } = await client.users.info({ user: id, include_locale: true });
    return read(user, { of: `the user ${id}`, asked: id });
  }

  /** What is odd about a user is named in the log once, for as long as it stays so. */
  function read(value: unknown, origin: UserOrigin): SlackUser {
    const user = readUser(value, origin);
    const before = known.kept(user.profile.user)?.odd ?? new Set();
    const odd = user.odd.difference(before);
    if (odd.size > 0) onFailure(oddFields(odd, origin.of));
    return user;
  }
}

/** What people call a user; their id where Slack does not give the profile. */
export async function nameOf(profiles: Pick<Profiles, 'find'>, user: string): Promise<string> {
  return (await profiles.find(user))?.name ?? user;
}

/** So many profiles are asked for one by one. */
const FEW = 50;
