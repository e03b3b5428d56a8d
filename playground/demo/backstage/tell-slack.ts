import type { Attempt, Call } from '../../workspace/team/change.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Tell } from './journal.ts';

/** Tells in plain words what Slack brings to the bot, and what the bot's outbox does. */
export function tellOfSlack(slack: Workspace, tell: Tell): () => void {
  const doubted = new Set<string>();
  return slack.subscribe((change) => {
    if (change.type === 'attempted') tellOfDelivery(change.attempt, slack, tell);
    if (change.type === 'called') tellOfCall(change.call, { slack, tell, doubted });
  });
}

function tellOfDelivery(attempt: Attempt, slack: Workspace, tell: Tell): void {
  if (attempt.by === slack.botUserId) return;
  const what = `${thing(attempt)}${nameOf(attempt.by, slack)}`;
  const words = `${what}: ${attempt.accepted ? taken(attempt) : missed(attempt)}`;
  tell({ about: 'delivery', isTrouble: !attempt.accepted, words });
}

function taken({ retry, durationMs }: Attempt): string {
  const again = retry > 0 ? `, at attempt ${retry + 1}` : '';
  return `stored, and then acknowledged, after ${durationMs} ms${again}.`;
}

function missed({ status, kind }: Attempt): string {
  const problem = status === 'timeout' ? 'no answer in time' : 'the bot cannot be reached';
  if (kind !== 'event') return `${problem}. Slack tells the person that it failed.`;
  return `${problem}. Slack will try again, and the bot looks for what it missed once it is back.`;
}

function thing({ kind, type }: Attempt): string {
  if (kind === 'command') return type;
  if (type === 'message') return 'A message';
  if (type === 'view_submission') return 'A form';
  return kind === 'interaction' ? 'A click' : `An event (${type.replaceAll('_', ' ')})`;
}

function nameOf(id: string | undefined, slack: Workspace): string {
  const person = slack.people().find((candidate) => candidate.id === id);
  return person ? ` of ${person.realName}` : '';
}

type Scenery = { slack: Workspace; tell: Tell; doubted: Set<string> };

/** A post without an answer is in doubt until the bot has looked for it. */
function tellOfCall(call: Call, { slack, tell, doubted }: Scenery): void {
  const { channel } = call.args;
  if (typeof channel !== 'string') return;
  const place = placeOf(channel, slack);
  const deed = deeds[call.method];
  if (deed === undefined) {
    if (!isLooking(call) || !doubted.delete(channel)) return;
    const words = `The outbox looks in ${place} whether its message is there already.`;
    tell({ about: 'outbox', isTrouble: false, words });
    return;
  }
  if (call.status === 'no answer') doubted.add(channel);
  const isTrouble = call.answer?.ok !== true;
  tell({ about: 'outbox', isTrouble, words: outcome(call, { deed, place }) });
}

function outcome({ status, answer }: Call, { deed, place }: { deed: string; place: string }) {
  if (status === 'no answer')
    return `The outbox ${deed} ${place}, and hears nothing: was it posted?`;
  if (status === 429)
    return `Slack says 429 for ${place}. The outbox waits, and keeps the message.`;
  if (answer?.ok === true) return `The outbox ${deed} ${place}.`;
  return `Slack refuses a post to ${place}: ${String(answer?.error ?? status)}.`;
}

const deeds: Record<string, string> = {
  'chat.postMessage': 'posts to',
  'chat.update': 'changes its message in',
};

function isLooking({ method }: Call): boolean {
  return method === 'conversations.history' || method === 'conversations.replies';
}

function placeOf(id: string, slack: Workspace): string {
  const channel = slack.channels().find((candidate) => candidate.id === id);
  if (!channel) return id;
  if (channel.kind !== 'im') return `#${channel.name}`;
  return `the direct messages${nameOf(channel.name, slack).replace(' of', ' with')}`;
}
