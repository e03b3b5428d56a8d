import type { Fault } from '../../page/protocol.ts';
import type { Fault as WorkspaceFault } from '../../workspace/faults/fault.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { AddEntry } from './activity-log.ts';
import type { ModelProxy } from './model-proxy.ts';

/** The faults that a visitor can turn on and off. */
export type Faults = {
  all: () => Fault[];
  /** @throws when there is no such fault, or it is not available. */
  set: (name: string, isOn: boolean) => Promise<void>;
};

type Switch = {
  title: string;
  description: string;
  unavailable?: string | undefined;
  set: (isOn: boolean) => Promise<void> | void;
};

/** Creates the faults of Slack and of the model. Without a proxy the bot has no model that could fail. */
export function createFaults(deps: {
  slack: Workspace;
  proxy: ModelProxy | undefined;
  addEntry: AddEntry;
  onChange: () => void;
}): Faults {
  const { slack, proxy, addEntry, onChange } = deps;
  const on = new Set<string>();
  const switches = new Map<string, Switch>([
    [
      'rate-limits',
      {
        title: 'Slack limits posts',
        description:
          'About every second post is refused with 429: “too many, try again in 5 seconds”.',
        set: workspaceFault(slack, {
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
        description:
          'About every second post arrives, but the bot gets no answer. Posting again would double it.',
        set: workspaceFault(slack, { fault: 'answer-lost', probability: 0.5, method: posting }),
      },
    ],
    [
      'duplicates',
      {
        title: 'Slack delivers twice',
        description: 'Each event comes again under another id.',
        set: workspaceFault(slack, { fault: 'duplicated', copies: 1 }),
      },
    ],
    [
      'slack-down',
      {
        title: 'Slack is down',
        description: 'The bot can neither call Slack nor receive anything. What you write waits.',
        set: (isOn) => (isOn ? slack.goDown() : slack.comeUp()),
      },
    ],
    [
      'public-channel',
      {
        title: 'The agents’ channel is public',
        description:
          'Somebody makes #agents-billing public: records and emails are taken out of its cards, and files are deleted.',
        set(isOn) {
          slack.convert(slack.channel('agents-billing'), isOn ? 'public' : 'private');
        },
      },
    ],
    [
      'model-down',
      {
        title: 'The model is down',
        description: 'It answers 503. Tickets go out without it, and its summary follows later.',
        unavailable: proxy ? undefined : noModel,
        set: (isOn) => proxy?.setDown(isOn),
      },
    ],
  ]);

  return {
    all: () =>
      [...switches].map(([name, { title, description, unavailable }]) => ({
        name,
        title,
        description,
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
      await wanted.set(isOn);
      addEntry({
        about: 'bot',
        isProblem: isOn,
        text: isOn ? `Fault on: ${wanted.title}.` : `Fault off: ${wanted.title}.`,
      });
      onChange();
    },
  };
}

const posting = ['chat.postMessage', 'chat.update'];
const noModel =
  'No model is set, so none can fail: the bot triages offline already, as it does when a model is down.';

function workspaceFault(slack: Workspace, fault: WorkspaceFault): Switch['set'] {
  let remove = () => {};
  return (isOn) => {
    remove();
    remove = isOn ? slack.faults.add(fault) : () => {};
  };
}
