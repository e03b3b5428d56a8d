import type { Fault } from '../../page/protocol.ts';
import type { Fault as WorkspaceFault } from '../../workspace/faults/fault.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Tell } from './journal.ts';
import type { ModelDoor } from './model-door.ts';

/** What a visitor can make go wrong. */
export type Faults = {
  all: () => Fault[];
  /** @throws when there is no such fault, or it cannot be had now. */
  set: (name: string, isOn: boolean) => Promise<void>;
};

type Switch = {
  title: string;
  words: string;
  unavailable?: string | undefined;
  turn: (isOn: boolean) => Promise<void> | void;
};

/** Creates the faults of Slack and of the model. Without a door the bot has no model that could fail. */
export function createFaults(deps: {
  slack: Workspace;
  door: ModelDoor | undefined;
  tell: Tell;
  onChange: () => void;
}): Faults {
  const { slack, door, tell, onChange } = deps;
  const on = new Set<string>();
  const switches = new Map<string, Switch>([
    [
      'rate-limits',
      {
        title: 'Slack says 429',
        words: 'Every second post is refused: “too many, come again in 5 seconds”.',
        turn: workspaceFault(slack, {
          fault: 'rate-limited',
          retryAfterSeconds: 5,
          probability: 0.5,
          method: posting,
        }),
      },
    ],
    [
      'lost-answers',
      {
        title: 'Slack loses answers',
        words:
          'Every second post arrives, but the bot is never told. Posting again would double it.',
        turn: workspaceFault(slack, { fault: 'answer-lost', probability: 0.5, method: posting }),
      },
    ],
    [
      'duplicates',
      {
        title: 'Slack says it twice',
        words: 'Each event comes again under another id.',
        turn: workspaceFault(slack, { fault: 'duplicated', copies: 1 }),
      },
    ],
    [
      'slack-down',
      {
        title: 'Slack is down',
        words: 'The bot reaches nothing and hears nothing. What you write waits.',
        turn: (isOn) => (isOn ? slack.goDown() : slack.comeUp()),
      },
    ],
    [
      'model-down',
      {
        title: 'The model is down',
        words: 'It answers 503. Tickets go out without it, and its summary follows later.',
        unavailable: door ? undefined : noModel,
        turn: (isOn) => door?.setShut(isOn),
      },
    ],
  ]);

  return {
    all: () =>
      [...switches].map(([name, { title, words, unavailable }]) => ({
        name,
        title,
        words,
        unavailable,
        isOn: on.has(name),
      })),
    async set(name, isOn) {
      const wanted = switches.get(name);
      if (!wanted) throw new Error(`There is no fault ${name}`);
      if (wanted.unavailable) throw new Error(wanted.unavailable);
      if (on.has(name) === isOn) return;
      if (isOn) on.add(name);
      else on.delete(name);
      await wanted.turn(isOn);
      tell({
        about: 'bot',
        isTrouble: isOn,
        words: isOn ? `Fault on: ${wanted.title}.` : `Fault off: ${wanted.title}.`,
      });
      onChange();
    },
  };
}

const posting = ['chat.postMessage', 'chat.update'];
const noModel =
  'None is set, so none can fail: the bot triages offline already, as it does when a model is down.';

function workspaceFault(slack: Workspace, fault: WorkspaceFault): Switch['turn'] {
  let takeAway = () => {};
  return (isOn) => {
    takeAway();
    takeAway = isOn ? slack.faults.add(fault) : () => {};
  };
}
