import { z } from 'zod';
import type { AnswerForm } from './answer-form.ts';
import { ModelFailed, type Question } from './ask.ts';
import { parseJsonObject } from './parse-json-object.ts';

/** The parts of a chat completion that can hold an answer; all else that a server adds is ignored. */
export const Completion = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({
        content: z.string().nullish(),
        refusal: z.string().nullish(),
        tool_calls: z
          .array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }) }))
          .nullish(),
      }),
    }),
  ),
});
export type Completion = z.infer<typeof Completion>;

type Choice = Completion['choices'][number];

/** An answer that the model can correct when it is shown the answer and what is wrong with it. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
  readonly answer: string;

  constructor(complaint: string, answer = '') {
    super(complaint);
    this.answer = answer;
  }
}

/**
 * Finds the answer in a completion, in whichever way the server gave it.
 *
 * @throws {UnusableAnswer} When there is none that fits the schema.
 * @throws {ModelFailed} With `refused`, when the model or a filter declined.
 */
export function readAnswer<Answer extends z.ZodObject>(
  question: Question<Answer>,
  form: AnswerForm,
  { choices: [choice] }: Completion,
): z.infer<Answer> {
  if (!choice) throw new UnusableAnswer('There was no answer.');
  if (choice.message.refusal) throw new ModelFailed('refused', 'The model declined to answer');
  if (choice.finish_reason === 'content_filter') {
    throw new ModelFailed('refused', "The provider's content filter stopped the answer");
  }
  if (form === 'tool') return argumentsOfOneCall(question, choice);

  const content = choice.message.content ?? '';
  if (choice.finish_reason === 'length')
    throw new UnusableAnswer('It was cut off: be brief.', content);
  return checked(question.answer, content);
}

function argumentsOfOneCall<Answer extends z.ZodObject>(
  { name, answer }: Question<Answer>,
  { message }: Choice,
): z.infer<Answer> {
  const calls = (message.tool_calls ?? []).filter((call) => call.function.name === name);
  const [call] = calls;
  if (!call) throw new UnusableAnswer(`The tool ${name} was not called.`, message.content ?? '');
  if (calls.length > 1) throw new UnusableAnswer(`The tool ${name} was called more than once.`);
  return checked(answer, call.function.arguments);
}

function checked<Answer extends z.ZodObject>(answer: Answer, text: string): z.infer<Answer> {
  const parsed = answer.safeParse(parseJsonObject(text));
  if (!parsed.success) throw new UnusableAnswer(z.prettifyError(parsed.error), text);
  return parsed.data;
}
