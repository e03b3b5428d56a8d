import type { ProfileEmail, UntrustedReason } from './identity.ts';

/** Explains to an agent, in one sentence, whether a customer's email can be trusted. */
export function explainEmailTrust(email: ProfileEmail): string {
  if (email.status === 'trusted') return 'Slack vouches for this email.';
  return sentences[email.reason];
}

const sentences: Record<UntrustedReason, string> = {
  guest: 'Slack does not vouch for this email: guest account.',
  stranger: 'Slack does not vouch for this email: account of another workspace.',
  deactivated: 'Slack does not vouch for this email: deactivated account.',
  unconfirmed: 'Slack does not vouch for this email: it is not confirmed.',
  'no-email': 'Slack vouches for no email: the profile shows none.',
  'profile-unavailable': 'Slack vouches for no email: the profile could not be read.',
};
