import OpenAI from 'openai';
import { z } from 'zod';
import { errorCode } from '../error-code.ts';
import type { ModelSettings } from './create-model.ts';
import { createOpenAiClient } from './openai-client.ts';

const Models = z.object({ data: z.array(z.object({ id: z.string() })) });

/**
 * Asks the model's server whether it is there, takes the key and has the model. It costs no tokens. A
 * server that cannot list its models is believed.
 *
 * @returns what is wrong, or undefined.
 */
export async function checkModel(
  { name, ...address }: ModelSettings,
  { timeoutMs }: { timeoutMs: number },
): Promise<string | undefined> {
  const where = address.baseURL === undefined ? 'OpenAI' : new URL(address.baseURL).host;
  try {
    const answer = await createOpenAiClient(address).get('/models', { timeout: timeoutMs });
    const models = Models.safeParse(answer).data?.data.map(({ id }) => id) ?? [];
    if (models.length === 0 || models.some((id) => id === name || id === `${name}:latest`)) {
      return undefined;
    }
    return `OPENAI_MODEL: ${where} does not list ${name}`;
  } catch (error) {
    return problemOf(error, where);
  }
}

function problemOf(error: unknown, where: string): string | undefined {
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return `OPENAI_BASE_URL: the model's server at ${where} does not answer`;
  }
  if (error instanceof OpenAI.APIConnectionError) {
    return `OPENAI_BASE_URL: the model's server cannot be reached at ${where} (${codeOf(error)})`;
  }
  if (!(error instanceof OpenAI.APIError)) return undefined;
  if (error.status === 401 || error.status === 403) {
    return `OPENAI_API_KEY: ${where} refuses the key (${error.status})`;
  }
  return Number(error.status) >= 500
    ? `OPENAI_BASE_URL: ${where} answers ${error.status}`
    : undefined;
}

function codeOf(error: Error): string {
  const { cause } = error;
  if (cause instanceof Error) return errorCode(cause) ?? codeOf(cause);
  return errorCode(error) ?? 'no code';
}
