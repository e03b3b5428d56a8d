import { zodFunction, zodResponseFormat } from 'openai/helpers/zod';
import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { z } from 'zod';
import type { Question } from './ask.ts';

/**
 * How the answer is asked for. Servers differ in what they support: Ollama ignores `tool_choice`,
 * others refuse `json_schema`. Each form replaces the one before it when that one fails.
 */
export type AnswerForm = 'tool' | 'json-schema' | 'plain';

export function simplerForm(form: AnswerForm): AnswerForm {
  return form === 'tool' ? 'json-schema' : 'plain';
}

/** The part of a request that depends on the question and the form. */
export function formRequest(
  question: Question<z.ZodObject>,
  form: AnswerForm,
): Omit<ChatCompletionCreateParamsNonStreaming, 'model'> {
  if (form === 'tool') {
    const tool = zodFunction({
      name: question.name,
      parameters: question.answer,
      description: question.tool,
    });
    // With one tool 'required' means this one; llama.cpp turns the named form into 'auto'.
    return { messages: messages(question), tools: [tool], tool_choice: 'required' };
  }
  if (form === 'json-schema') {
    return {
      messages: messages(question, 'Answer with one JSON object.'),
      response_format: zodResponseFormat(question.answer, question.name),
    };
  }
  const schema = JSON.stringify(z.toJSONSchema(question.answer));
  return {
    messages: messages(question, `Answer with one JSON object of this JSON schema: ${schema}`),
  };
}

function messages(question: Question<z.ZodObject>, rule?: string): ChatCompletionMessageParam[] {
  const instructions = rule ? `${question.instructions}\n\n${rule}` : question.instructions;
  return [
    { role: 'system', content: instructions },
    { role: 'user', content: question.input },
  ];
}
