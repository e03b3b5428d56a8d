import { z } from 'zod';

/** Text without formatting. */
export function plainText(maxLength: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(maxLength),
    emoji: z.boolean().exactOptional(),
  });
}

/** Text with Slack's tokens and formatting. */
export function mrkdwn(maxLength: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(maxLength),
    verbatim: z.boolean().exactOptional(),
  });
}

export function anyText(maxLength: number) {
  return z.discriminatedUnion('type', [plainText(maxLength), mrkdwn(maxLength)]);
}

export const identifier = z.string().min(1).max(255);
export const placeholder = plainText(150).exactOptional();
