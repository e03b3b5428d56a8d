import { z } from 'zod';

export const Role = z.enum(['customer', 'bot', 'agent', 'participant']);
export type Role = z.infer<typeof Role>;

/** One message of a conversation, as it stands now. */
export const Message = z.object({
  ts: z.string(),
  root: z.string(),
  author: z.string(),
  role: Role,
  text: z.string(),
  files: z.array(z.object({ name: z.string(), kind: z.string() })),
  is_call: z.boolean(),
});
export type Message = z.infer<typeof Message>;
