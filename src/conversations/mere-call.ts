import { isTelling } from './greeting.ts';

/**
 * Whether a message does nothing but call the bot (`!escalate`, `@Handoff please escalate this`).
 * Such a one is no part of the conversation; a call that also says what it is about is.
 */
export function isMereCall({ isCall, text }: { isCall: boolean; text: string }): boolean {
  return isCall && !isTelling(text);
}
