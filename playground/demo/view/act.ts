import type { Outcome, Place, WorkspaceAction } from '../../page/protocol.ts';
import type { Actor, Outcome as ActorOutcome } from '../../workspace/acting/actor.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** Performs a visitor's action as the person whom they chose. @throws when Slack's client would not allow it. */
export async function act(
  slack: Workspace,
  actor: Actor,
  action: WorkspaceAction,
): Promise<Outcome> {
  const channel = () => slack.channel('channel' in action ? action.channel : '');
  switch (action.type) {
    case 'post': {
      const { thread, isBroadcast: broadcast = false, files = [] } = action;
      const mentions = mentionable(slack);
      await actor.say(channel(), action.text, { thread, broadcast, files, mentions });
      return done;
    }
    case 'command': {
      const thread = action.thread === undefined ? {} : { thread: action.thread };
      const options = { in: channel(), text: action.text, ...thread };
      return outcome(await actor.command(action.name, options));
    }
    case 'edit':
      await actor.edit(messageAt(action, slack), action.text, { mentions: mentionable(slack) });
      return done;
    case 'delete':
      await actor.delete(messageAt(action, slack));
      return done;
    case 'react':
      await actor.react(messageAt(action, slack), action.name);
      return done;
    case 'shortcut':
      return outcome(await actor.shortcut(action.callbackId, messageAt(action, slack)));
    case 'press':
      fill(actor, action, slack);
      return outcome(await actor.press(placeOf(action.place, actor, slack), action.actionId));
    case 'choose':
      fill(actor, action, slack);
      return outcome(
        await actor.choose(placeOf(action.place, actor, slack), action.actionId, action.value),
      );
    case 'search': {
      const { place, actionId, query } = action;
      const options = await actor.optionsOf(placeOf(place, actor, slack), actionId, query);
      return { ...done, options };
    }
    case 'submit':
      return submit(actor, action.answers, mentionable(slack));
    case 'dismiss':
      return outcome(await actor.dismiss());
    case 'read':
      actor.read(channel());
      return done;
    case 'open home':
      await actor.openHome();
      return done;
  }
}

const done: Outcome = { status: 'done', shown: undefined };

/** Who can be mentioned with a typed `@`. */
function mentionable(slack: Workspace) {
  return [...slack.people(), 'channel', 'here', 'everyone'] as const;
}

function outcome({ status, shown }: ActorOutcome): Outcome {
  return { status: status === 'acknowledged' ? 'done' : 'refused', shown };
}

async function submit(
  actor: Actor,
  answers: Extract<WorkspaceAction, { type: 'submit' }>['answers'],
  mentions: ReturnType<typeof mentionable>,
) {
  actor.fill(answers, { mentions });
  const submitted = await actor.submit();
  if (submitted.status !== 'failed') return done;
  return { status: 'refused', shown: submitted.shown } satisfies Outcome;
}

/** What is typed in a form goes with each click in it. */
function fill(
  actor: Actor,
  { place, answers }: Extract<WorkspaceAction, { type: 'press' | 'choose' }>,
  slack: Workspace,
): void {
  const isOnTop = 'modal' in place && actor.modal?.id === place.modal;
  if (isOnTop && answers) actor.fill(answers, { mentions: mentionable(slack) });
}

function messageAt(place: { channel: string; ts: string }, slack: Workspace) {
  const message = slack.message(place);
  if (!message) throw new Error('This message was deleted');
  return message;
}

function placeOf(place: Place, actor: Actor, slack: Workspace) {
  if ('ts' in place) return messageAt(place, slack);
  if ('home' in place) return homeOf(actor, slack);
  if (actor.modal?.id !== place.modal) throw new Error('This form was closed');
  return actor.modal;
}

function homeOf({ person }: Actor, slack: Workspace) {
  const home = slack.home(person);
  if (!home) throw new Error('The app has published no Home yet');
  return home;
}
