import type { Category } from '../desk/desk.ts';
import type { Escalation } from '../tickets/escalate.ts';
import { statusText } from './looks/status-look.ts';

/** Words that are not about one ticket. */
export const NOT_SAVED = 'That was not saved. Please try again.';
export const AGENTS_OPEN_NONE =
  'You are one of the agents here, so your own messages open no request. To hand a customer’s conversation on, use “Escalate to an agent” in the menu of their message.';
export const NOT_YOURS =
  'Only the customer whose conversation this is, or an agent, can hand it to a person.';
export const NOBODYS_THREAD =
  'This thread is no customer’s request. Write in the channel itself, or choose “Escalate to an agent” in the menu of your message.';

/** The answer at once to whoever escalates: the ticket's number and where it stands. */
export function escalationAnswer(escalation: Escalation, categories: Category[]): string {
  if (escalation.status === 'refused') return NOT_YOURS;
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
