import type { Category } from '../../desk/desk.ts';
import type { Undoing } from '../../tickets/merging.ts';
import type { Split } from '../../tickets/splitting.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import type { Escalation } from '../../tickets/tickets.ts';
import type { CardLink } from '../messages/card-link.ts';
import { statusText } from '../messages/ticket-status.ts';
import { escapeText } from '../reading/plain-text.ts';

/*
 * What listeners answer at once, to the user who acted. What the bot posts is in `slack/messages/`.
 */

export const NOT_SAVED = 'That was not saved. Please try again.';
export const ANOTHER_WORKSPACE = 'I work for another workspace, so nothing was done.';
export const NOT_YOURS =
  'Only the customer whose conversation this is, or an agent, can hand it to a person.';
export const NOT_YOUR_EMAIL = 'Only the customer whose conversation this is can enter their email.';
export const NOBODYS_THREAD =
  'There is no customer’s request in this thread. Write in the channel itself, or choose “Escalate to an agent” in the menu of your message.';
export const OPENED_AS_CUSTOMER =
  'Your message is a customer’s request now: I answer in its thread.';
export const TRY_OUT_GONE = 'I cannot find that message any more. Please write it again.';
export const OTHERS_THREAD =
  'This thread is another customer’s request. For one of your own, write in the channel itself, or to me in a direct message.';
export const CANNOT_READ =
  'I cannot read this conversation. Invite me to the channel with /invite, then try again, or write to me in a direct message.';
export const AGENTS_ONLY = 'Only agents, the members of the agents’ channels, can do this.';
export const AGENTS_AND_OWNER_ONLY = 'Only agents and the owner can do this.';
export const NO_SUCH_CATEGORY = 'This category no longer exists.';
export const NO_EMAIL = 'That is not an email address. It looks like name@example.com.';
export const NO_TEXT = 'Please write what you need help with.';
export const NO_CHOICE = 'Please choose one.';

/** Answers an escalation at once: the ticket's number and how far it has come. */
export function escalationAnswer(escalation: Escalation, categories: Category[]): string {
  return escalation.status === 'refused' ? NOT_YOURS : statusText(escalation.ticket, categories);
}

/** What to do where the bot takes no requests. */
export function whereToWrite(intakeChannels: string[]): string {
  const places = intakeChannels.map((id) => `<#${id}>`).join(', ');
  return places === ''
    ? 'I take no requests here. Please write to me in a direct message.'
    : `I take no requests here. Please write in ${places}, or to me in a direct message.`;
}

/** Answers an agent who acts on a ticket that others have; without a title it is to be sorted. */
export function otherAgentsOnly(ticket: Ticket, title: string | undefined): string {
  const place = title === undefined ? 'the triage channel' : `the channel of ${title} or triage`;
  return `${ticketName(ticket)} is not yours to change: only agents in ${place} can do this.`;
}

/** Answers an agent who runs failed jobs again. */
export function rerunAnswer(count: number): string {
  return count === 0
    ? 'There is nothing to run again.'
    : `${count} ${count === 1 ? 'job runs' : 'jobs run'} again now.`;
}

export const NO_TICKET_HERE =
  'There is no ticket here. Use this on your own note in the thread of a ticket’s card.';
export const NOT_YOUR_NOTE = 'Only a note of your own can be sent: it goes out under your name.';
export const NOT_YOUR_REPLY =
  'Only its author can change a reply, since it has their name. You can take it back.';
export const NOT_YOUR_TYPED_REPLY =
  'Only its author can send this, since it goes out under their name. You can choose “Do not send”.';
export const ASKED_AGAIN = 'It is not sent: there is something new, which it shows now.';
export const TAKEN_BACK = 'This reply was taken back meanwhile. Write a new one.';

export const NOT_YOUR_REQUEST = 'Only the customer whose request this was can open it again.';

export const NOT_YOUR_NEW_REQUEST =
  'This button is for the customer whose request this is. For one of your own, write in the channel itself, or to me in a direct message.';

/** Answers an agent who reopens a ticket whose conversation has another one open. */
export function goesOnIn(ticket: Ticket): string {
  return `This conversation goes on in ${ticketName(ticket)}, which is open.`;
}

export const NOT_YOUR_FEEDBACK = 'Only the customer whose request this was can say how it went.';
export const NO_SUCH_REASON = 'This reason is no longer in the list. Please choose another.';

/** Why files that were chosen cannot be sent. */
export type FileRefusal =
  | { because: 'no-scopes' }
  | { because: 'too-many'; most: number }
  | { because: 'forbidden-kind' | 'external'; name: string }
  | { because: 'too-big'; name: string; megabytes: number }
  | { because: 'too-much-today'; megabytes: number };

export function fileRefusal(refusal: FileRefusal): string {
  switch (refusal.because) {
    case 'no-scopes':
      return 'Files cannot be sent: the app was not given the scopes for them.';
    case 'too-many':
      return `Choose ${refusal.most} files at most.`;
    case 'forbidden-kind':
      return `“${refusal.name}” cannot be sent: programs, scripts, web pages and documents with macros are not.`;
    case 'external':
      return `“${refusal.name}” is kept outside of Slack. Put its link into the text.`;
    case 'too-big':
      return `“${refusal.name}” is larger than ${refusal.megabytes} MB.`;
    case 'too-much-today':
      return `That would be more than ${refusal.megabytes} MB for this customer today.`;
  }
}

export const ONE_TIME_ONLY = 'Choose one of the above, or pick a time, not both.';

/** Why a ticket cannot be snoozed until a time. */
export function snoozeRefusal(refusal: 'past' | 'too-long'): string {
  return refusal === 'past'
    ? 'That time is over. Pick one that is still to come.'
    : 'A ticket can be snoozed for 90 days at most.';
}

export const NOT_THEIR_AGENT = 'They are not an agent of this ticket’s channel any more.';
export const UNDO_IS_OVER =
  'It was closed more than a day ago. You can still reopen it under More….';
/** Answers an agent who acts on a merged ticket. */
export function wasMerged(
  ticket: Ticket,
  {
    other,
    name = 'Somebody',
    link,
    where,
  }: {
    other: Ticket;
    name: string | undefined;
    link: CardLink | undefined;
    where: 'message' | 'form';
  },
): string {
  const isInForm = where === 'form';
  const who = isInForm ? name : escapeText(name);
  const goesOn = `${who} merged ${ticketName(ticket)}, so nothing was done. It goes on in ${ticketName(other)}`;
  if (!link) return `${goesOn}.`;
  if (isInForm) return `${goesOn}: ${link.url}`;
  return `${goesOn}. <${link.url}|Open its card> (${escapeText(link.members)}).`;
}

export const NOT_ANOTHERS =
  'Choose a ticket of the same customer that you can act on. What an app has sent cannot be merged.';

/** Why a ticket cannot be merged; `other` is where it goes on, if that is not itself. */
export function mergeRefusal(
  ticket: Ticket,
  { other, by }: { other: Ticket; by: string | undefined },
): string {
  const [name, who] = [ticketName(ticket), by ?? 'Somebody'];
  if (other.id !== ticket.id) {
    return `${who} merged ${name} meanwhile: it goes on in ${ticketName(other)}.`;
  }
  if (ticket.status === 'resolved') return `${who} resolved ${name} meanwhile.`;
  return `${name} cannot be merged into that. Choose another.`;
}

/** Why a merge cannot be undone. */
export function undoRefusal(outcome: Exclude<Undoing, { status: 'undone' }>): string {
  switch (outcome.status) {
    case 'not-merged':
      return `${ticketName(outcome.ticket)} goes on by itself already.`;
    case 'too-late':
      return 'This can be undone for a day only.';
    case 'replaced':
      return goesOnIn(outcome.open);
  }
}

/** Why messages cannot be split off. */
export function splitRefusal(
  outcome: Exclude<Split, { status: 'split' }>,
  by: string | undefined,
): string {
  switch (outcome.status) {
    case 'nothing-chosen':
      return 'Choose what belongs to the new ticket.';
    case 'nothing-left':
      return 'Leave at least one message: to send all of it to others, move the ticket.';
    case 'not-open':
      return `${ticketName(outcome.ticket)} was closed meanwhile.`;
    case 'taken': {
      const { by: other } = outcome;
      if (!other) return 'Some of that was deleted meanwhile. Open the form again.';
      return `${by ?? 'Somebody'} split some of that off meanwhile: see ${ticketName(other)}. Open the form again.`;
    }
  }
}

export const NO_SUCH_ACT = 'This cannot be done with the ticket any more.';

/** What another agent did with a ticket. */
export type MeanwhileChange = 'ended' | 'reopened' | 'moved' | 'handed-back' | 'taken';

/** Answers an agent who acts on a ticket that is no longer as they saw it. */
export function changedMeanwhile(
  change: MeanwhileChange,
  { ticket, name, title }: { ticket: Ticket; name: string | undefined; title: string | undefined },
): string {
  const ticketId = ticketName(ticket);
  const who = name ?? 'Somebody';
  switch (change) {
    case 'ended':
      return `${who} closed ${ticketId} meanwhile, so nothing was done.`;
    case 'reopened':
      return `${who} opened ${ticketId} again meanwhile, so nothing was done.`;
    case 'moved':
      return `${who} moved ${ticketId} to ${title ?? 'triage'} meanwhile, so nothing was done.`;
    case 'handed-back':
      return `${who} handed ${ticketId} back meanwhile, so nothing was done.`;
    case 'taken':
      return `${who} has it already.`;
  }
}

/** Answers an agent who acts on the card that a ticket had before it was moved. */
export function goesOnElsewhere(
  ticket: Ticket,
  {
    name,
    title,
    link,
  }: { name: string | undefined; title: string | undefined; link: CardLink | undefined },
): string {
  const who = name === undefined ? 'Somebody' : escapeText(name);
  const where = escapeText(title ?? 'triage');
  const card = link
    ? `<${link.url}|Open its card> (${escapeText(link.members)}).`
    : 'Its card there is on its way.';
  return `${who} moved ${ticketName(ticket)} to ${where}, so nothing was done here. ${card}`;
}
