import { findEmails } from '../privacy/find-emails.ts';
import type { Message } from './message.ts';
import { isShown } from './message-content.ts';

/** Whether a customer's message says what they need help with. */
export function namesIssue({ role, text, files }: Message): boolean {
  return role === 'customer' && (files.some(isShown) || isMoreThanGreeting(text));
}

/** Whether a text holds more than a greeting and an email. */
export function isMoreThanGreeting(text: string): boolean {
  return withoutEmails(text)
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .some((word) => word !== '' && !pleasantries.has(word));
}

/** A text without the emails in it. */
export function withoutEmails(text: string): string {
  return findEmails(text).reduce((rest, email) => rest.replaceAll(email, ' '), text);
}

const pleasantries = new Set(
  [
    'hi hii hello hey heya hiya howdy yo greetings hallo hola bonjour ciao moin servus salut ola',
    'good morning afternoon evening day there guys team everyone all folks dear sir madam',
    'anyone anybody someone somebody here is are you around online please thanks thank the a i am',
    'support help bot handoff handover my email mail address it s its can could need me to with',
    'this that now want would like talk speak person people human agent real live us escalate',
  ].flatMap((line) => line.split(' ')),
);
