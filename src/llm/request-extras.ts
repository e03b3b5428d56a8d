import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { Question } from './ask.ts';
import type { ErrorAnswer } from './error-answer.ts';

/** What a request asks for beside its answer. A server that refuses one of these is asked without it. */
const extras = ['max_completion_tokens', 'max_tokens', 'reasoning_effort'] as const;
export type Extra = (typeof extras)[number];

export const withoutAny: ReadonlySet<Extra> = new Set(extras);

/** By default an answer may take so many tokens, a model's thoughts included. */
const LONGEST_ANSWER_TOKENS = 1_000;

/**
 * A limit of the answer, and that little is to be thought: the questions are short ones. Older servers
 * know the limit as `max_tokens`.
 *
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export function extrasRequest(
  { longestAnswerTokens = LONGEST_ANSWER_TOKENS }: Pick<Question<never>, 'longestAnswerTokens'>,
  { without, timesLonger }: { without: ReadonlySet<Extra>; timesLonger: number },
): Pick<ChatCompletionCreateParamsNonStreaming, Extra> {
  const limit = limitOf(without);
  return {
    ...(limit && { [limit]: longestAnswerTokens * timesLonger }),
    ...(!without.has('reasoning_effort') && { reasoning_effort: 'low' }),
  };
}

/** What is sent of them. */
export function extrasSent(without: ReadonlySet<Extra>): Extra[] {
  const limit = limitOf(without);
  const sent: Extra[] = without.has('reasoning_effort') ? [] : ['reasoning_effort'];
  return limit ? [limit, ...sent] : sent;
}

/** Which of those that were sent an error is about. */
export function extrasRefused({ words }: Pick<ErrorAnswer, 'words'>, sent: Extra[]): Extra[] {
  return sent.filter((extra) => wordsFor[extra].test(words));
}

/** Whether an error is about one of them, sent or not. */
export function isAboutExtras({ words }: Pick<ErrorAnswer, 'words'>): boolean {
  return extras.some((extra) => wordsFor[extra].test(words));
}

function limitOf(without: ReadonlySet<Extra>): 'max_completion_tokens' | 'max_tokens' | undefined {
  if (!without.has('max_completion_tokens')) return 'max_completion_tokens';
  return without.has('max_tokens') ? undefined : 'max_tokens';
}

/** Ollama says that a model does not support thinking. */
const wordsFor: Record<Extra, RegExp> = {
  max_completion_tokens: /max_completion_tokens/,
  max_tokens: /max_tokens/,
  reasoning_effort: /reasoning[_ .]?effort|support (?:thinking|reasoning)/,
};
