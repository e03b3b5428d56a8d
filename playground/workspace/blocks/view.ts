import { z } from 'zod';
import { HomeBlock, ViewBlock } from './block.ts';
import { plainText } from './text.ts';

const view = {
  private_metadata: z.string().max(3000).default(''),
  callback_id: z.string().max(255).default(''),
  external_id: z.string().max(255).default(''),
};

/** What a bot sends to open a form. @see https://docs.slack.dev/reference/views/modal-views */
export const ModalView = z.strictObject({
  ...view,
  type: z.literal('modal'),
  blocks: z.array(ViewBlock).max(100),
  title: plainText(24),
  submit: plainText(24).exactOptional(),
  close: plainText(24).exactOptional(),
  clear_on_close: z.boolean().default(false),
  notify_on_close: z.boolean().default(false),
  submit_disabled: z.boolean().exactOptional(),
});
export type ModalView = z.infer<typeof ModalView>;

/** What a bot publishes as a person's App Home. */
export const HomeView = z.strictObject({
  ...view,
  type: z.literal('home'),
  blocks: z.array(HomeBlock).max(100),
});
export type HomeView = z.infer<typeof HomeView>;
