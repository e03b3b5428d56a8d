import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CannotStart } from '../src/cannot-start.ts';

/** What `npm run eval` is asked for. */
export type Options = z.infer<typeof Options>;

const wholeNumber = (name: string) =>
  z.coerce
    .number({ error: `--${name} needs a whole number above 0.` })
    .int()
    .min(1);

const Options = z.object({
  data: z.string({ error: 'Name the conversations: npm run eval -- --data FILE.jsonl' }),
  engine: z.enum(['openai', 'offline'], { error: '--engine is openai or offline.' }).optional(),
  limit: wholeNumber('limit').optional(),
  repeat: wholeNumber('repeat').default(1),
  json: z.boolean().default(false),
  html: z.string().optional(),
  'min-accuracy-of-routed': z.coerce
    .number()
    .min(0)
    .max(1, { error: '--min-accuracy-of-routed is a share from 0 to 1, such as 0.92.' })
    .optional(),
});

/**
 * Reads the arguments of the command line.
 *
 * @throws {CannotStart} with what is wrong with them.
 */
export function readOptions(args: string[]): Options {
  const result = Options.safeParse(parse(args));
  if (result.success) return result.data;
  throw new CannotStart(result.error.issues.map(({ message }) => message).join('\n'));
}

function parse(args: string[]): unknown {
  try {
    return parseArgs({
      args,
      options: {
        data: { type: 'string' },
        engine: { type: 'string' },
        limit: { type: 'string' },
        repeat: { type: 'string' },
        json: { type: 'boolean' },
        html: { type: 'string' },
        'min-accuracy-of-routed': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new CannotStart(error instanceof Error ? error.message : String(error));
  }
}
