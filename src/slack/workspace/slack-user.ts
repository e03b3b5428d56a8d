import { z } from 'zod';
import type { SlackProfile } from '../../customers/identity.ts';
import { isZone } from '../../desk/hours.ts';
import { OutsideName } from './outside-text.ts';
import { UnreadableItem } from './pages.ts';
import { type FieldNames, readFields } from './read-fields.ts';

const Flag = z.boolean().nullish();

/** An odd one is none: whose profile it is matters more. */
const Picture = z
  .url({ protocol: /^https$/ })
  .nullish()
  .catch(null);

const Fields = z.object({
  id: z.string().nullish(),
  team_id: z.string().nullish(),
  name: OutsideName.nullish(),
  real_name: OutsideName.nullish(),
  tz: z.string().refine(isZone).nullish().catch(null),
  locale: z.string().nullish().catch(null),
  deleted: Flag,
  is_bot: Flag,
  is_restricted: Flag,
  is_ultra_restricted: Flag,
  is_stranger: Flag,
  is_email_confirmed: Flag,
  /** In an organisation: the workspaces that the user is a member of. */
  enterprise_user: z.object({ teams: z.array(z.unknown()).nullish() }).nullish(),
  profile: z
    .object({
      email: OutsideName.nullish(),
      team: z.string().nullish(),
      real_name: OutsideName.nullish(),
      display_name: OutsideName.nullish(),
      image_192: Picture,
      image_72: Picture,
    })
    .default({}),
});
type Fields = z.infer<typeof Fields>;

/** A user, as far as Slack's answer can be read. */
export type SlackUser = {
  profile: SlackProfile;
  /** The address of their picture. */
  picture: string | undefined;
  /** By its name, such as `Europe/Berlin`. */
  zone: string | undefined;
  /** The language that they read Slack in, such as `de-DE`. */
  locale: string | undefined;
  isBot: boolean;
  /** In an organisation: the workspaces that the user is a member of. */
  teams: unknown[];
  /** The fields that could not be read. */
  odd: FieldNames;
};

export type UserOrigin = {
  /** What the log calls it. */
  of: string;
  /** The id that Slack was asked about. */
  asked?: string;
};

/**
 * Reads a user of `users.info` or `users.list`. An odd flag is not known, which is never to the user's
 * advantage: it counts as a guest's, a stranger's or a deactivated account's, and no email is confirmed.
 *
 * @throws {UnreadableItem} when it is no user, or nobody knows which.
 * @see https://docs.slack.dev/reference/objects/user-object
 */
export function readUser(value: unknown, { of, asked }: UserOrigin): SlackUser {
  const { read, odd } = readFields(Fields, value, of);
  const id = asked ?? read.id;
  if (!id) throw new UnreadableItem(`${of} has no id.`);
  const isOrUnknown = (name: keyof Fields) => odd.has(name) || Boolean(read[name]);
  const { profile } = read;
  return {
    profile: {
      user: id,
      team: read.team_id ?? profile.team ?? (odd.has('team_id') ? 'unknown' : ''),
      name: read.real_name || profile.real_name || profile.display_name || read.name || id,
      email: profile.email || null,
      isEmailConfirmed: odd.has('is_email_confirmed') ? false : (read.is_email_confirmed ?? null),
      isGuest: isOrUnknown('is_restricted') || isOrUnknown('is_ultra_restricted'),
      isStranger: isOrUnknown('is_stranger'),
      isDeleted: isOrUnknown('deleted'),
    },
    picture: profile.image_192 ?? profile.image_72 ?? undefined,
    zone: read.tz ?? undefined,
    locale: read.locale ?? undefined,
    isBot: isOrUnknown('is_bot'),
    teams: read.enterprise_user?.teams ?? [],
    odd,
  };
}

/** Neither a guest, nor of another organisation, nor deactivated, nor an app. */
export function isFullMember({ profile, isBot, teams }: SlackUser, team: string): boolean {
  const { isGuest, isStranger, isDeleted, team: theirs } = profile;
  if (isGuest || isStranger || isDeleted || isBot) return false;
  return theirs === '' || theirs === team || teams.includes(team);
}
