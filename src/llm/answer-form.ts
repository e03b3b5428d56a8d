import { zodFunction, zodResponseFormat } from 'openai/helpers/zod';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { ResponseFormatJSONSchema } from 'openai/resources/shared';
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
    const { parameters, ...rest } = tool.function;
    const named = { ...rest, parameters: withoutSchemaUrl({ ...parameters }) };
    return {
      messages: messages(question),
      tools: [{ type: 'function', function: named }],
      tool_choice: 'required',
    };
  }
  if (form === 'json-schema') {
    return {
      messages: messages(question, 'Answer with one JSON object.'),
      response_format: jsonSchemaFormat(question),
    };
  }
  const schema = JSON.stringify(withoutSchemaUrl(z.toJSONSchema(question.answer)));
  const asked = messages(question, `Answer with one JSON object of this JSON schema: ${schema}`);
  if (form === 'plain') return { messages: asked };
  const content = asked.map((message) => message.content).join('\n\n');
  return { messages: [{ role: 'user', content }] };
}

function jsonSchemaFormat({ answer, name }: Question<z.ZodObject>): ResponseFormatJSONSchema {
  const { type, json_schema } = zodResponseFormat(answer, name);
  const schema = withoutSchemaUrl({ ...json_schema.schema });
  return { type, json_schema: { ...json_schema, schema } };
}

/** The address of the schema of schemas says nothing to a model, and costs tokens. */
function withoutSchemaUrl({ $schema, ...schema }: Record<string, unknown>) {
  return schema;
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
