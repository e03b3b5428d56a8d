import { z } from 'zod';

/** What a target is told on its command line, as JSON. */
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
