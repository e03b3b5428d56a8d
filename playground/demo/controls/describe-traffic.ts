import type { Attempt, Call } from '../../workspace/team/change.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { AddEntry } from './activity-log.ts';
import { ticketOfCall, ticketOfDelivery } from './ticket-named.ts';

/**
 * Logs in plain words what Slack delivers to the bot, and what the bot's outbox does, with the ticket
 * that it is about. Returns what ends it.
 */
export function describeTraffic(slack: Workspace, addEntry: AddEntry): () => void {
  const uncertain = new Map<string, string>();
  return slack.subscribe((change) => {
    if (change.type === 'attempted') describeDelivery(change.attempt, slack, addEntry);
    if (change.type === 'called') describeCall(change.call, { slack, addEntry, uncertain });
  });
}

function describeDelivery(attempt: Attempt, slack: Workspace, addEntry: AddEntry): void {
  if (attempt.by === slack.botUserId) return;
  const author = nameOf(attempt.by, slack);
  const what = author ? `${subjectOf(attempt)} of ${author}` : subjectOf(attempt);
  const ticket = inBrackets(ticketOfDelivery(attempt, slack));
  const text = `${what}${ticket}: ${attempt.accepted ? acceptance(attempt) : failure(attempt)}`;
  addEntry({ about: 'delivery', isProblem: !attempt.accepted, text });
}

function acceptance({ retry, durationMs }: Attempt): string {
  const again = retry > 0 ? `, at attempt ${retry + 1}` : '';
  return `acknowledged after ${durationMs} ms${again}.`;
}

function failure({ status, kind }: Attempt): string {
  const problem = status === 'timeout' ? 'no answer in time' : 'the bot cannot be reached';
  if (kind !== 'event') return `${problem}. Slack shows the person that it failed.`;
  return `${problem}. Slack will try again, and the bot looks for what it missed once it is back.`;
}

function subjectOf({ kind, type }: Attempt): string {
  if (kind === 'command') return type;
  if (type === 'message') return 'A message';
  if (type === 'view_submission') return 'A form';
  if (type === 'block_suggestion') return 'A search in a menu';
  return kind === 'interaction' ? 'A click' : `An event (${type.replaceAll('_', ' ')})`;
}

function nameOf(id: string, slack: Workspace): string | undefined {
  return slack.people().find((person) => person.id === id)?.realName;
}

type Context = {
  slack: Workspace;
  addEntry: AddEntry;
  /**
   * Channels with a post that got no answer, and its ticket: it is uncertain until the bot has looked
   * for it.
   */
  uncertain: Map<string, string>;
};

function describeCall(call: Call, { slack, addEntry, uncertain }: Context): void {
  const { channel } = call.args;
  if (typeof channel !== 'string') return;
  const place = placeOf(channel, slack);
  const verb = verbs[call.method];
  if (verb === undefined) {
    const lost = uncertain.get(channel);
    if (!isReading(call) || lost === undefined) return;
    uncertain.delete(channel);
    const text = `The outbox looks in ${place}${lost} whether its message is there already.`;
    addEntry({ about: 'outbox', isProblem: false, text });
    return;
  }
  const ticket = inBrackets(ticketOfCall(call, slack));
  if (call.status === 'no answer') uncertain.set(channel, ticket);
  const isProblem = call.answer?.ok !== true;
  addEntry({
    about: 'outbox',
    isProblem,
    text: outcome(call, { verb, place: `${place}${ticket}` }),
  });
}

function inBrackets(ticket: string | undefined): string {
  return ticket === undefined ? '' : ` (${ticket})`;
}

function outcome({ status, answer }: Call, { verb, place }: { verb: string; place: string }) {
  if (status === 'no answer')
    return `The outbox ${verb} ${place}, and gets no answer: was it posted?`;
  if (status === 429)
    return `Slack answers 429 for ${place}. The outbox waits, and keeps the message.`;
  if (answer?.ok === true) return `The outbox ${verb} ${place}.`;
  return `Slack refuses a post to ${place}: ${String(answer?.error ?? status)}.`;
}

const verbs: Record<string, string> = {
  'chat.postMessage': 'posts to',
  'chat.update': 'changes its message in',
};

function isReading({ method }: Call): boolean {
  return method === 'conversations.history' || method === 'conversations.replies';
}

function placeOf(id: string, slack: Workspace): string {
  const channel = slack.channels().find((candidate) => candidate.id === id);
  if (!channel) return id;
  if (channel.kind !== 'im') return `#${channel.name}`;
  const person = nameOf(channel.name, slack);
  return person ? `the direct messages with ${person}` : 'the direct messages';
}
