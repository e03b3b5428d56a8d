import { isMoreThanGreeting } from './more-than-greeting.ts';

/**
 * Whether a message does nothing but ask for a person (`!escalate`, `@Handoff please escalate
 * this`). Such a one is no part of the transcript; a request that also says what it is about is.
 */
export function isOnlyEscalationRequest({
  isEscalationRequest,
  text,
}: {
  isEscalationRequest: boolean;
  text: string;
}): boolean {
  return isEscalationRequest && !isMoreThanGreeting(text);
}
