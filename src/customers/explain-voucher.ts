import type { Voucher, VoucherReason } from './identity.ts';

/** Tells an agent, in one plain sentence, what Slack's word about a customer's email is worth. */
export function explainVoucher(voucher: Voucher): string {
  if (voucher.status === 'vouched') return 'Slack vouches for this email.';
  return sentences[voucher.reason];
}

const sentences: Record<VoucherReason, string> = {
  guest: 'Slack does not vouch for this email: guest account.',
  stranger: 'Slack does not vouch for this email: account of another workspace.',
  deactivated: 'Slack does not vouch for this email: deactivated account.',
  unconfirmed: 'Slack does not vouch for this email: it is not confirmed.',
  'no-email': 'Slack vouches for no email: the profile shows none.',
  'profile-unavailable': 'Slack vouches for no email: the profile could not be read.',
};
