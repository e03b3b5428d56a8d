import { z } from 'zod';

/** A target's settings, given as JSON on its command line. */
const TargetSettings = z.object({
  signingSecret: z.string(),
  address: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('postgres'), connectionString: z.string() }),
    z.object({ kind: z.literal('folder'), folder: z.string() }),
  ]),
});
export type TargetSettings = z.infer<typeof TargetSettings>;

export function readTargetSettings(): TargetSettings {
  return TargetSettings.parse(JSON.parse(process.argv[2] ?? ''));
}
