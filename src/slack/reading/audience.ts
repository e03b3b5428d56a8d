import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { OutsideName } from '../workspace/outside-text.ts';
import { isDirectMessages } from './place-of-channel.ts';

/** Who can read what is posted somewhere: one customer, or all members of a channel. */
export const Audience = z.discriminatedUnion('of', [
  z.object({ of: z.literal('direct') }),
  z.object({
    of: z.literal('channel'),
    name: z.string(),
    /** Null where Slack does not say. */
    members: z.number().nullable(),
    /** Whoever is in the workspace may join and read. */
    isPublic: z.boolean(),
    /** People of other companies are among them. */
    isShared: z.boolean(),
    /** Which companies those are, most people first, where that was found out in time. */
    companies: z.array(z.object({ name: z.string(), people: z.number() })).optional(),
  }),
]);
export type Audience = z.infer<typeof Audience>;

const Channel = z.object({
  name: OutsideName.catch(''),
  num_members: z.number().nullish().catch(null),
  is_private: z.boolean().nullish(),
  is_ext_shared: z.boolean().nullish(),
  is_shared: z.boolean().nullish(),
});

/**
 * Asks Slack who reads a channel now.
 *
 * @see https://docs.slack.dev/reference/methods/conversations.info
 */
export async function readAudience(client: WebClient, channel: string): Promise<Audience> {
  if (isDirectMessages(channel)) return { of: 'direct' };
  const answer = await client.conversations.info({ channel, include_num_members: true });
  const { name, num_members, is_private, is_ext_shared, is_shared } = Channel.parse(answer.channel);
  return {
    of: 'channel',
    name: name || channel,
    members: num_members ?? null,
    isPublic: !is_private,
    isShared: Boolean(is_ext_shared ?? is_shared),
  };
}

/** Whether more people read it than before; where that is not known, they may. */
export function isWider(now: Audience, before: Audience): boolean {
  if (now.of === 'direct') return false;
  if (before.of === 'direct') return true;
  const isMore = now.members === null || before.members === null || now.members > before.members;
  return (
    (now.isPublic && !before.isPublic) ||
    (now.isShared && !before.isShared) ||
    (isMore && !(now.members === null && before.members === null))
  );
}
