import { z } from 'zod';
import type { AnswerForm } from './answer-form.ts';
import { ModelFailed, type Question } from './ask.ts';
import { type Reply, readReplies } from './completion.ts';
import { ErrorAnswer, errorIn } from './error-answer.ts';
import { fitAnswer, isNameOf } from './fit-answer.ts';
import { ForeignAnswer } from './read-body.ts';

/** An answer that the model can correct when it is shown the answer and what is wrong with it. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
  readonly answer: string;
  /** Whether the model used up its tokens before it wrote anything of an answer. */
  readonly isUsedUp: boolean;

  constructor(complaint: string, answer = '', { isUsedUp = false } = {}) {
    super(complaint);
    this.answer = answer;
    this.isUsedUp = isUsedUp;
  }
}

/**
 * Finds the answer in the body of a response, in whichever way the server gave it.
 *
 * @throws {UnusableAnswer} When there is none that fits the schema, or more than one.
 * @throws {ErrorAnswer} When it reports an error instead.
 * @throws {ForeignAnswer} When it is no completion.
 * @throws {ModelFailed} With `refused`, when the model or a filter declined.
 */
export function readAnswer<Answer extends z.ZodObject>(
  question: Question<Answer>,
  form: AnswerForm,
  body: unknown,
): z.infer<Answer> {
  const completion = readReplies(body);
  const replies = completion ?? [];
  replies.forEach(throwIfDeclined);
  const sources = replies.flatMap((reply) => sourcesOf(reply, { question, form }));
  const found = sources.map(({ given, isText }) => {
    const { answers, complaint } = fitAnswer(question, given);
    return { given, answers: isText ? answers.slice(0, 1) : answers, complaint };
  });

  const fitting = found.find(({ answers }) => answers.length > 0);
  const [answer, ...others] = fitting?.answers ?? [];
  if (answer && others.length === 0) return answer;

  const error = errorIn(body);
  if (error !== undefined) throw new ErrorAnswer({ body: error });
  if (!completion) throw new ForeignAnswer('The answer is no completion.');
  if (replies.length === 0) throw new UnusableAnswer('There was no answer.');
  const { given, complaint } = fitting ?? found.find(isComplaint) ?? found[0] ?? {};
  const shown = [given].flat().map(asText).join('\n');
  if (others.length > 0) throw new UnusableAnswer('There was more than one answer.', shown);
  const isUsedUp = isCutOff(replies) && replies.every(isEmpty);
  throw new UnusableAnswer(complaintAbout(question, { replies, form, complaint }), shown, {
    isUsedUp,
  });
}

/**
 * Where the answer may be, the best place first. Thoughts hold drafts: they count if all is empty. Small
 * models go on after an answer in a text, often with another one: there the first is meant.
 */
function sourcesOf(
  reply: Reply,
  { question, form }: { question: Question<z.ZodObject>; form: AnswerForm },
): { given: unknown; isText: boolean }[] {
  const { calls, objects, text, thoughts } = reply;
  if (isEmpty(reply)) return [{ given: thoughts, isText: false }];
  // Some servers ask their model for JSON by a tool of their own, and send that one's call.
  const isServers = (name: string) => form !== 'tool' && /json|struct|response|output/i.test(name);
  const called = calls
    .filter(({ name }) => isNameOf(name, question.name) || isServers(name))
    .map((call) => call.arguments);
  return [
    { given: called, isText: false },
    { given: objects, isText: false },
    { given: text, isText: true },
  ].filter(({ given }) => given.length > 0);
}

function isEmpty({ calls, objects, text }: Reply): boolean {
  return calls.length === 0 && objects.length === 0 && text.trim() === '';
}

function isCutOff(replies: Reply[]): boolean {
  return replies.some(({ finishReason }) => /length|max_tokens/i.test(finishReason ?? ''));
}

function throwIfDeclined({ refusal, finishReason }: Reply): void {
  if (refusal) throw new ModelFailed('refused', 'The model declined to answer');
  if (finishReason && /content_filter|safety|refusal|prohibited/i.test(finishReason)) {
    throw new ModelFailed('refused', "The provider's content filter stopped the answer");
  }
}

function asText(source: unknown): string {
  return typeof source === 'string' ? source : (JSON.stringify(source) ?? '');
}

function isComplaint({ complaint }: { complaint: string | undefined }): boolean {
  return complaint !== undefined;
}

function complaintAbout(
  { name, answer }: Question<z.ZodObject>,
  {
    replies,
    form,
    complaint,
  }: { replies: Reply[]; form: AnswerForm; complaint: string | undefined },
): string {
  if (isCutOff(replies)) return 'It was cut off: be brief.';
  if (complaint !== undefined) return complaint;
  if (form === 'tool') return `The tool ${name} was not called.`;
  const { error } = answer.safeParse(undefined);
  return error ? z.prettifyError(error) : 'There was no JSON object.';
}
