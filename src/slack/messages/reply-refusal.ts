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

/** Names what a saved reply has in place of values that are not known. */
export function placeholdersLeft(placeholders: string[]): string {
  const all = new Intl.ListFormat('en').format(placeholders);
  const words = placeholders.length === 1 ? 'what belongs there' : 'what belongs in each place';
  return `It still has ${all} in it, where a value belongs. Write ${words}, or take it out.`;
}
