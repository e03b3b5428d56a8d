import type { Deed, Outcome, Place } from '../../page/protocol.ts';
import type { Actor, Outcome as Taken } from '../../workspace/acting/actor.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** Does what a visitor does, as the person whom they are. @throws what Slack's client would not let them do. */
export async function act(slack: Workspace, actor: Actor, deed: Deed): Promise<Outcome> {
  const channel = () => slack.channel('channel' in deed ? deed.channel : '');
  switch (deed.type) {
    case 'say': {
      const { thread, isBroadcast: broadcast = false, files = [] } = deed;
      const mentions = mentionable(slack);
      await actor.say(channel(), deed.text, { thread, broadcast, files, mentions });
      return done;
    }
    case 'command': {
      const thread = deed.thread === undefined ? {} : { thread: deed.thread };
      const options = { in: channel(), text: deed.text, ...thread };
      return outcome(await actor.command(deed.name, options));
    }
    case 'edit':
      await actor.edit(messageAt(deed, slack), deed.text, { mentions: mentionable(slack) });
      return done;
    case 'delete':
      await actor.delete(messageAt(deed, slack));
      return done;
    case 'react':
      await actor.react(messageAt(deed, slack), deed.name);
      return done;
    case 'shortcut':
      return outcome(await actor.shortcut(deed.callbackId, messageAt(deed, slack)));
    case 'press':
      return outcome(await actor.press(placeOf(deed.place, actor, slack), deed.actionId));
    case 'choose':
      return outcome(
        await actor.choose(placeOf(deed.place, actor, slack), deed.actionId, deed.value),
      );
    case 'submit':
      return submit(actor, deed.answers);
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

/** Whom a typed `@` can mean. */
function mentionable(slack: Workspace) {
  return [...slack.people(), 'channel', 'here', 'everyone'] as const;
}

function outcome({ status, shown }: Taken): Outcome {
  return { status: status === 'acknowledged' ? 'done' : 'refused', shown };
}

async function submit(actor: Actor, answers: Extract<Deed, { type: 'submit' }>['answers']) {
  actor.fill(answers);
  const submitted = await actor.submit();
  if (submitted.status !== 'failed') return done;
  return { status: 'refused', shown: submitted.shown } satisfies Outcome;
}

function messageAt(place: { channel: string; ts: string }, slack: Workspace) {
  const message = slack.message(place);
  if (!message) throw new Error('This message is not there any more');
  return message;
}

function placeOf(place: Place, actor: Actor, slack: Workspace) {
  if ('ts' in place) return messageAt(place, slack);
  if ('home' in place) return homeOf(actor, slack);
  if (actor.modal?.id !== place.modal) throw new Error('This form is not open any more');
  return actor.modal;
}

function homeOf({ person }: Actor, slack: Workspace) {
  const home = slack.home(person);
  if (!home) throw new Error('The app has shown nothing here yet');
  return home;
}
