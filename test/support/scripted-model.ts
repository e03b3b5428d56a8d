import { z } from 'zod';
import { type ChatRequest, type ModelServer, startModelServer } from './model-server.ts';

/** A model's server that takes each conversation for what its customer's words say. */
export function startScriptedModel(): Promise<ModelServer> {
  return startModelServer({
    model: (input) => {
      const category = categoryOf(input);
      const email = /<EMAIL_\d+>/.exec(input)?.[0] ?? null;
      return {
        classification: { reasoning: `It is about ${category}.`, category, email },
        route_to_agent: {
          agent_type: category,
          summary: `They need ${category}. Write to ${email ?? 'nobody'}.`,
        },
      };
    },
  });
}

function categoryOf(input: string): string {
  const said = input.split('<records>')[0] ?? '';
  if (/charge|refund/.test(said)) return 'billing';
  if (/discounts/.test(said)) return 'sale';
  return /password/.test(said) ? 'support' : 'unclear';
}

/** The two requests about one conversation, found by what was said in it. */
export function requestsAbout({ requests }: ModelServer, words: string) {
  const about = requests.map(({ body }) => body).filter((body) => inputOf(body).includes(words));
  const [classification, routing, ...more] = about;
  if (!classification || !routing || more.length > 0) {
    throw new Error(`There are ${about.length} requests about “${words}”, not two`);
  }
  return { classification, routing };
}

export function instructionsOf({ messages }: ChatRequest): string {
  return messages[0]?.content ?? '';
}

export function inputOf({ messages }: ChatRequest): string {
  return messages[1]?.content ?? '';
}

const ObjectSchema = z.object({
  properties: z.record(z.string(), z.looseObject({ enum: z.array(z.string()).optional() })),
});

/** The fields that a request asks for, in their order, whichever way it asks. */
export function fieldsOf({ tools, response_format }: ChatRequest) {
  const schema = tools?.[0]?.function.parameters ?? response_format?.json_schema.schema;
  return ObjectSchema.parse(schema).properties;
}
