import type { ReplyBody } from '../reading/reply-body.ts';

/** Why what an agent wrote cannot be sent as it is. */
export function replyRefusal(body: Exclude<ReplyBody, { status: 'read' }>): string {
  return body.status === 'empty' ? 'Please write something.' : partRefusal(body.because);
}

type Unsendable = Extract<ReplyBody, { status: 'refused' }>['because'];

/** Why a part of it cannot be sent. */
export function partRefusal(because: Unsendable): string {
  return partRefusals[because];
}

const partRefusals: Record<Unsendable, string> = {
  'notifies-many':
    'It would notify a whole channel or group. Take @channel, @here or the group out of it.',
  'unknown-part': 'It has a part that cannot be sent. Write it as plain text.',
};

/** Names the secrets in a reply, which is not sent with them. */
export function holdsSecrets(secrets: string[]): string {
  const all = new Intl.ListFormat('en').format(secrets.map((secret) => `a ${secret}`));
  return `It seems to hold ${all}. Take it out: nobody must be sent such a thing.`;
}

/** Names what of a saved reply was filled with nothing. */
export function holdsPlaceholders(placeholders: string[]): string {
  const all = new Intl.ListFormat('en').format(placeholders);
  return `It still holds ${all}. Write what belongs there, or take it out.`;
}
