import { z } from 'zod';

/** A Slack user's profile, as far as it says whether their email may be believed. */
export const SlackProfile = z.object({
  /** The workspace the user belongs to, which in Slack Connect is not the bot's. */
  team: z.string(),
  user: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** Null when Slack does not say, as for some users of other workspaces. */
  isEmailConfirmed: z.boolean().nullable(),
  isGuest: z.boolean(),
  isStranger: z.boolean(),
  isDeleted: z.boolean(),
});
export type SlackProfile = z.infer<typeof SlackProfile>;

/** Why Slack's word about an email does not count. */
export const VoucherReason = z.enum([
  'guest',
  'stranger',
  'deactivated',
  'unconfirmed',
  'no-email',
  'profile-unavailable',
]);
export type VoucherReason = z.infer<typeof VoucherReason>;

/** Slack's word about who a user is. Only a vouched email opens personal records. */
export const Voucher = z.discriminatedUnion('status', [
  z.object({ status: z.literal('vouched'), email: z.string() }),
  z.object({ status: z.literal('not-vouched'), reason: VoucherReason }),
]);
export type Voucher = z.infer<typeof Voucher>;

/** Who a Slack user is. The typed email is what they wrote in the chat; it proves nothing. */
export const Identity = z.object({
  user: z.string(),
  name: z.string(),
  voucher: Voucher,
  typedEmail: z.string().nullable(),
});
export type Identity = z.infer<typeof Identity>;

/** Email domains that a desk believes, by the Slack Connect team: `{ T0123: 'acme.com' }`. */
export type VouchedTeams = Readonly<Record<string, string>>;

type Claim = {
  user: string;
  /** Undefined when Slack could not be asked. */
  profile: SlackProfile | undefined;
  /** The bot's own workspace. */
  team: string;
  vouchedTeams?: VouchedTeams;
  typedEmail: string | null;
};

/**
 * Says who a Slack user is and whether Slack vouches for their email.
 *
 * It does for a full, active member of the bot's workspace with a confirmed email, and for a member
 * of a Slack Connect team whose email is of the domain that the desk vouches for.
 */
export function identify({ user, profile, team, vouchedTeams = {}, typedEmail }: Claim): Identity {
  return {
    user,
    name: profile?.name ?? user,
    voucher: vouch({ profile, team, vouchedTeams }),
    typedEmail,
  };
}

type Grounds = Required<Pick<Claim, 'profile' | 'team' | 'vouchedTeams'>>;

function vouch({ profile, team, vouchedTeams }: Grounds): Voucher {
  if (!profile) return notVouched('profile-unavailable');
  if (profile.isDeleted) return notVouched('deactivated');
  if (profile.isGuest) return notVouched('guest');
  if (profile.team !== team) return vouchForTeam(profile, vouchedTeams[profile.team]);
  if (profile.isStranger) return notVouched('stranger');
  if (!profile.email) return notVouched('no-email');
  if (profile.isEmailConfirmed !== true) return notVouched('unconfirmed');
  return { status: 'vouched', email: profile.email };
}

function vouchForTeam(profile: SlackProfile, domain: string | undefined): Voucher {
  if (domain === undefined) return notVouched('stranger');
  if (!profile.email) return notVouched('no-email');
  if (domainOf(profile.email) !== domain.toLowerCase()) return notVouched('stranger');
  if (profile.isEmailConfirmed === false) return notVouched('unconfirmed');
  return { status: 'vouched', email: profile.email };
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

function notVouched(reason: VoucherReason): Voucher {
  return { status: 'not-vouched', reason };
}
