import { z } from 'zod';
import { fieldsOf } from '../fields-of.ts';

/** What questions cost: the requests, and the tokens that the server counted. */
export const ModelUse = z.object({
  calls: z.number(),
  tokensIn: z.number(),
  tokensOut: z.number(),
});
export type ModelUse = z.infer<typeof ModelUse>;

/** Adds up what some questions cost. */
export function createModelUseCount() {
  let total: ModelUse = { calls: 0, tokensIn: 0, tokensOut: 0 };
  return {
    add({ calls, tokensIn, tokensOut }: ModelUse): void {
      total = {
        calls: total.calls + calls,
        tokensIn: total.tokensIn + tokensIn,
        tokensOut: total.tokensOut + tokensOut,
      };
    },
    /** What has been added since it was taken last; undefined without a call. */
    take(): ModelUse | undefined {
      const taken = total;
      total = { calls: 0, tokensIn: 0, tokensOut: 0 };
      return taken.calls > 0 ? taken : undefined;
    },
  };
}

/** One request, with the tokens that its answer names; of a body without them, none. */
export function useOf(body: unknown): ModelUse {
  const fields = fieldsOf(body);
  const usage = fieldsOf(fields.usage);
  return {
    calls: 1,
    tokensIn: countIn(usage.prompt_tokens ?? usage.input_tokens ?? fields.prompt_eval_count),
    tokensOut: countIn(usage.completion_tokens ?? usage.output_tokens ?? fields.eval_count),
  };
}

function countIn(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
