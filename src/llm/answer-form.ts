import { zodFunction, zodResponseFormat } from 'openai/helpers/zod';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { z } from 'zod';
import type { Question } from './ask.ts';

const forms = ['tool', 'json-schema', 'plain', 'single-message'] as const;

/**
 * How the answer is asked for. Servers differ in what they support: Ollama ignores `tool_choice`,
 * others refuse `json_schema`, some models know no system message. Each form replaces the one before
 * it when that one fails.
 */
export type AnswerForm = (typeof forms)[number];

/** @returns The next simpler form; of the last one itself. */
export function formAfter(form: AnswerForm): AnswerForm {
  return forms[forms.indexOf(form) + 1] ?? form;
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
  const asked = messages(question, `Answer with one JSON object of this JSON schema: ${schema}`);
  if (form === 'plain') return { messages: asked };
  const content = asked.map((message) => message.content).join('\n\n');
  return { messages: [{ role: 'user', content }] };
}

function messages(
  question: Question<z.ZodObject>,
  rule?: string,
): { role: 'system' | 'user'; content: string }[] {
  const instructions = rule ? `${question.instructions}\n\n${rule}` : question.instructions;
  return [
    { role: 'system', content: instructions },
    { role: 'user', content: question.input },
  ];
}
