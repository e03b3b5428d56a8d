import { z } from 'zod';

/** Why a file is not carried. */
export const NotCarried = z.object({
  name: z.string(),
  because: z.enum([
    'forbidden-kind',
    'too-big',
    'too-much-today',
    'empty',
    'external',
    'gone',
    'no-access',
    'odd-address',
    'incomplete',
    'unreachable',
    'refused',
  ]),
  /** The address of one that another site keeps. */
  url: z.string().optional(),
  /** The limit that it exceeds, in megabytes. */
  megabytes: z.number().optional(),
  /** Slack's code for why it does not take it. */
  code: z.string().optional(),
});
export type NotCarried = z.infer<typeof NotCarried>;
