import type { FromApp, Identity, ProfileEmail, SlackProfile, UntrustedReason } from './identity.ts';

/** How long who asks for a profile can wait for it, in all. */
export type ProfileWait = { longestWaitMs: number };

/**
 * Finds a user's Slack profile; undefined when it cannot be read. It throws where that may be read a
 * little later, and there is time to wait.
 */
export type FindProfile = (user: string, wait: ProfileWait) => Promise<SlackProfile | undefined>;

/** Email domains that a desk trusts, by the Slack Connect team: `{ T0123: 'acme.com' }`. */
export type TrustedTeams = Readonly<Record<string, string>>;

export type Customers = {
  /**
   * Finds out who a conversation's customer is and whether their email can be trusted. `team` is the
   * bot's own workspace. Where there is time to wait for the profile, it throws what `FindProfile` does.
   */
  identify(
    conversation: {
      customer: string;
      team: string;
      typed_email: string | null;
      from_app: FromApp | null;
    },
    wait?: ProfileWait,
  ): Promise<Identity>;
};

/**
 * Creates what knows customers by their Slack profiles.
 *
 * An email is trusted if it is the confirmed email of a full, active member of the bot's workspace,
 * or of a member of a Slack Connect team and has the domain that the desk trusts for this team. That
 * an app names somebody opens nothing, whatever their profile says.
 */
export function createCustomers({
  findProfile,
  trustedTeams,
}: {
  findProfile: FindProfile;
  trustedTeams: TrustedTeams;
}): Customers {
  return {
    async identify({ customer, team, typed_email, from_app }, wait = { longestWaitMs: 0 }) {
      const known = { user: customer, typedEmail: typed_email };
      if (from_app?.is === 'customer') {
        return { ...known, name: from_app.name, email: untrusted('app') };
      }
      const profile = await findProfile(customer, wait);
      const name = profile?.name ?? customer;
      if (from_app) {
        const email = untrusted('reported-by-app');
        return { ...known, name, email, reportedBy: from_app.name };
      }
      return {
        ...known,
        name,
        email: profile ? emailOf(profile, team) : untrusted('profile-unavailable'),
      };
    },
  };

  function emailOf(profile: SlackProfile, team: string): ProfileEmail {
    if (profile.isDeleted) return untrusted('deactivated');
    if (profile.isGuest) return untrusted('guest');
    if (profile.team !== team) return partnerEmail(profile);
    if (profile.isStranger) return untrusted('stranger');
    if (!profile.email) return untrusted('no-email');
    if (profile.isEmailConfirmed !== true) return untrusted('unconfirmed');
    return { status: 'trusted', address: profile.email };
  }

  function partnerEmail({ team, email, isEmailConfirmed }: SlackProfile): ProfileEmail {
    const domain = Object.hasOwn(trustedTeams, team) ? trustedTeams[team] : undefined;
    if (domain === undefined) return untrusted('stranger');
    if (!email) return untrusted('no-email');
    if (domainOf(email) !== domain.toLowerCase()) return untrusted('stranger');
    if (isEmailConfirmed === false) return untrusted('unconfirmed');
    return { status: 'trusted', address: email };
  }
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

function untrusted(reason: UntrustedReason): ProfileEmail {
  return { status: 'untrusted', reason };
}
