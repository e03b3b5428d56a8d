import type * as Page from '../../page/protocol.ts';
import type { Change } from '../../workspace/team/change.ts';
import type { Message } from '../../workspace/team/message.ts';
import type { Person } from '../../workspace/team/person.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { SelectablePerson } from '../people.ts';
import { channelToPage, messageToPage, modalToPage, personToPage } from './to-page.ts';

/** Reports each change that one person's screen shows in a tab. Returns what ends it. */
export function watchScreen(
  context: Context,
  person: Person,
  onChange: (change: Page.Change) => void,
): () => void {
  return context.slack.subscribe((change) => {
    for (const seen of seenBy(person, change, context)) onChange(seen);
  });
}

type Context = { slack: Workspace; selectable: readonly SelectablePerson[]; tab: string };

function seenBy(
  person: Person,
  change: Change,
  { slack, selectable, tab }: Context,
): Page.Change[] {
  const { id } = person;
  switch (change.type) {
    case 'person added':
    case 'person changed':
      return [{ type: 'person', person: personToPage(change.person, selectable) }];
    case 'channel added':
    case 'channel changed':
    case 'channel joined':
    case 'channel left':
    case 'channel archived':
    case 'channel unarchived':
      return channelSeen(change.channel.id, person, slack);
    case 'channel id changed':
      return [
        { type: 'channel gone', channel: change.from },
        ...channelSeen(change.channel.id, person, slack),
      ];
    case 'channel deleted':
      return [{ type: 'channel gone', channel: change.channel.id }];
    // The changed channel itself is seen before each of these.
    case 'channel renamed':
    case 'channel shared':
    case 'channel converted':
    case 'bot removed':
      return [];
    case 'message posted':
    case 'message changed':
      return messageSeen(change.message, person, slack);
    case 'reaction added':
      return canSee(change.message, id, slack) ? [message(change.message, slack)] : [];
    case 'message deleted':
      return [{ type: 'message gone', channel: change.message.channel, ts: change.message.ts }];
    case 'modal opened':
    case 'modal changed':
    case 'modal closed':
      if (change.modal.person !== id || change.modal.device !== tab) return [];
      return [{ type: 'modal', modal: modalToPage(slack.as(person, tab).modal) }];
    case 'home published':
      if (change.user !== id) return [];
      return [{ type: 'home', home: slack.home(person)?.blocks }];
    case 'channel read':
      return change.user === id ? channelSeen(change.channel, person, slack) : [];
    case 'status set': {
      const { channel, threadTs, status: text } = change;
      return [{ type: 'status', status: { channel, threadTs, text } }];
    }
    case 'session changed': {
      const { session } = change;
      return isIn(session.channel, id, slack) ? [{ type: 'session', session }] : [];
    }
    case 'called':
    case 'attempted':
      return [];
  }
}

function messageSeen(posted: Message, person: Person, slack: Workspace): Page.Change[] {
  if (!canSee(posted, person.id, slack)) return [];
  return [message(posted, slack), ...channelSeen(posted.channel, person, slack)];
}

function message(shown: Message, { botId }: Workspace): Page.Change {
  return { type: 'message', message: messageToPage(shown, botId) };
}

/** Whether the person is in the message's channel, and may see it. */
function canSee({ channel, onlyFor }: Message, id: string, slack: Workspace): boolean {
  return isIn(channel, id, slack) && (onlyFor === undefined || onlyFor === id);
}

function isIn(channel: string, id: string, slack: Workspace): boolean {
  return slack.channel(channel).members.includes(id);
}

function channelSeen(channel: string, person: Person, slack: Workspace): Page.Change[] {
  if (!isIn(channel, person.id, slack)) return [{ type: 'channel gone', channel }];
  const viewer = slack.as(person);
  const name = slack.manifest.display_information.name;
  return [{ type: 'channel', channel: channelToPage(slack.channel(channel), viewer, name) }];
}
