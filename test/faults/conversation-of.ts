import type { Message } from '../../playground/workspace/team/message.ts';
import type { Workspace } from '../../playground/workspace/workspace.ts';
import type { Visit } from './visit.ts';

/** What stands in a customer's conversation for them to see. */
export function placeOf({ channel, customer, root }: Visit, slack: Workspace): Message[] {
  if (!channel) return slack.directMessages(customer);
  const addressed = slack
    .messages(channel)
    .filter(({ pings }) => pings.includes(`<@${customer.id}>`));
  return [...new Set([...(root ? slack.thread(channel, root) : []), ...addressed])];
}

export function botsWords(visit: Visit, slack: Workspace): Message[] {
  return placeOf(visit, slack).filter(({ bot }) => bot !== undefined);
}

/** The messages that tell a customer where their ticket stands: one, if all is well. */
export function statusesOf(visit: Visit, slack: Workspace): Message[] {
  return botsWords(visit, slack).filter(({ shown }) => STATUS.test(shown));
}

export const STATUS = /Your request (H-\d+) is/;
