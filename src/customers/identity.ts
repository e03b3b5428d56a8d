import { z } from 'zod';

/** A Slack user's profile, as far as it decides whether their email can be trusted. */
export type SlackProfile = {
  /** The workspace of the user; for a user of Slack Connect it is not the bot's. */
  team: string;
  user: string;
  name: string;
  email: string | null;
  /** Null when Slack does not say, as for some users of other workspaces. */
  isEmailConfirmed: boolean | null;
  isGuest: boolean;
  isStranger: boolean;
  isDeleted: boolean;
};

/**
 * The app that a conversation is from: its customer is that app itself, or somebody whom the app named
 * and who has not written themselves yet.
 */
export const FromApp = z.object({ is: z.enum(['customer', 'reporter']), name: z.string() });
export type FromApp = z.infer<typeof FromApp>;

/** Why an email is not trusted. */
export const UntrustedReason = z.enum([
  'guest',
  'stranger',
  'deactivated',
  'unconfirmed',
  'no-email',
  'profile-unavailable',
  'reported-by-app',
  'app',
]);
export type UntrustedReason = z.infer<typeof UntrustedReason>;

/** The email of a Slack profile. Only a trusted one opens personal records. */
export const ProfileEmail = z.discriminatedUnion('status', [
  z.object({ status: z.literal('trusted'), address: z.string() }),
  z.object({ status: z.literal('untrusted'), reason: UntrustedReason }),
]);
export type ProfileEmail = z.infer<typeof ProfileEmail>;

/** Who a Slack user is. The typed email is what they wrote in the chat; it proves nothing. */
export const Identity = z.object({
  user: z.string(),
  name: z.string(),
  email: ProfileEmail,
  typedEmail: z.string().nullable(),
  /** The name of the app that named the customer, while that is all that is known. */
  reportedBy: z.string().optional(),
});
export type Identity = z.infer<typeof Identity>;
