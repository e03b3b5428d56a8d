import type { FileReference } from './message.ts';
import { isShown } from './message-content.ts';
import { isMoreThanGreeting, withoutEmails } from './more-than-greeting.ts';
import { isAroundRequest, requestWords, wordsOf } from './request-words.ts';

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
  return isEscalationRequest && !files.some(isShown) && !isMoreThanRequest(text);
}

/** A request's own words are of one language, and name somebody: elsewhere they may be the issue. */
function isMoreThanRequest(text: string): boolean {
  const words = wordsOf(withoutEmails(text));
  const restOf = (known: (word: string) => boolean) =>
    words.filter((word) => !known(word)).join(' ');
  const isRequest = requestWords.some(
    (language) =>
      words.some((word) => language.somebody.has(word)) &&
      !isMoreThanGreeting(
        restOf((word) => language.somebody.has(word) || isAroundRequest(language, word)),
      ),
  );
  return !isRequest && isMoreThanGreeting(text);
}
