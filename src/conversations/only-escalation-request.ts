import type { FileReference } from './message.ts';
import { isShown } from './message-content.ts';
import { isMoreThanGreeting } from './more-than-greeting.ts';

/**
 * Whether a message does nothing but ask for a person (`!escalate`, `@Handoff please escalate
 * this`). Such a one is no part of the transcript; a request that also says what it is about, or
 * brings a file, is.
 */
export function isOnlyEscalationRequest({
  isEscalationRequest,
  text,
  files,
}: {
  isEscalationRequest: boolean;
  text: string;
  files: FileReference[];
}): boolean {
  return isEscalationRequest && !files.some(isShown) && !isMoreThanGreeting(text);
}
