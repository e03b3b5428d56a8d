import type { Conversation } from '../conversations/conversation.ts';
import { type Identity, identify, type VouchedTeams } from '../customers/identity.ts';
import type { Profiles } from './profiles.ts';

export type IdentifyCustomer = (conversation: Conversation) => Promise<Identity>;

/** Creates what says who a conversation's customer is, by Slack's profile of them. */
export function createIdentifyCustomer({
  profiles,
  vouchedTeams,
}: {
  profiles: Profiles;
  vouchedTeams: VouchedTeams;
}): IdentifyCustomer {
  return async ({ customer, team, typed_email }) =>
    identify({
      user: customer,
      profile: await profiles.find(customer),
      team,
      vouchedTeams,
      typedEmail: typed_email,
    });
}
