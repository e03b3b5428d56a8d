import type { Category } from '../desk/desk.ts';
import type { Escalation } from '../tickets/escalate.ts';
import { statusText } from './looks/status-look.ts';

/** Words that are not about one ticket. */
export const NOT_SAVED = 'That was not saved. Please try again.';
export const AGENTS_OPEN_NONE =
  'You are one of the agents here, so your own messages open no request. To hand a customer’s conversation on, use “Escalate to an agent” in the menu of their message.';

/** The answer at once to whoever escalates: the ticket's number and where it stands. */
export function escalationAnswer(escalation: Escalation, categories: Category[]): string {
  if (escalation.status === 'refused') {
    return 'Only the customer whose conversation this is, or an agent, can hand it to a person.';
  }
  const { ticket } = escalation;
  return statusText(ticket, categories.find(({ id }) => id === ticket.destination)?.title);
}

/** What to do where a door leads nowhere. */
export function whereToWrite(intakeChannels: string[]): string {
  const places = intakeChannels.map((id) => `<#${id}>`).join(', ');
  return places === ''
    ? 'I take no requests here. Please write to me in a direct message.'
    : `I take no requests here. Please write in ${places}, or to me in a direct message.`;
}
