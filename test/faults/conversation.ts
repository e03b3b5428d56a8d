import type { Message } from '../../playground/workspace/team/message.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import type { CustomerCase } from './customer-case.ts';

/** The messages of a customer's conversation, as they see it. */
export function conversationOf(
  { channel, customer, root }: CustomerCase,
  slack: Workspace,
): Message[] {
  if (!channel) return slack.directMessages(customer);
  const addressed = slack
    .messages(channel)
    .filter(({ pings }) => pings.includes(`<@${customer.id}>`));
  return [...new Set([...(root ? slack.thread(channel, root) : []), ...addressed])];
}

export function botMessagesOf(customerCase: CustomerCase, slack: Workspace): Message[] {
  return conversationOf(customerCase, slack).filter(({ bot }) => bot !== undefined);
}

/** The status messages of a customer's ticket: exactly one, if nothing went wrong. */
export function statusesOf(customerCase: CustomerCase, slack: Workspace): Message[] {
  return botMessagesOf(customerCase, slack).filter(({ shown }) => STATUS.test(shown));
}

export const STATUS = /Your request (H-\d+) is/;
