import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Action, Outcome, Person, Place, ScenarioStep, Screen } from '../protocol.ts';
import type { Surface } from './blocks/surface.ts';
import type { Live } from './live/use-page-state.ts';

/** One person's Slack, for every component of the page. */
export type Slack = {
  screen: Screen;
  names: { user: (id: string) => string; channel: (id: string) => string };
  person: (id: string) => Person;
  /** What blocks at this place need: names, people and channels to choose from, and handlers. */
  surface: (place: Place) => Surface;
  /** Performs an action; a refusal shows as a notice. */
  act: (action: Action) => Promise<Outcome>;
  openThread: (channel: string, ts: string) => void;
  closeThread: () => void;
  /** The person that is chosen, also while their screen is loading. */
  selectedPerson: string;
  switchPerson: (person: string) => void;
  /** What a scenario types now in a channel or a thread. */
  typingIn: (channel: string, thread: string | undefined) => ScenarioStep['typing'];
  /** The workspace's time, in milliseconds since 1970. */
  now: () => number;
  notice: string | undefined;
  closeNotice: () => void;
};

export const SlackContext = createContext<Slack | undefined>(undefined);

/** @throws outside of the page. */
export function useSlack(): Slack {
  const slack = useContext(SlackContext);
  if (!slack) throw new Error('useSlack is called outside of the page');
  return slack;
}

export function useSlackOf({ state, view, step, goTo, ask }: Live): Slack | undefined {
  const [notice, setNotice] = useState<string>();
  const { screen } = state;
  if (!screen) return undefined;
  const person = (id: string) =>
    screen.people.find((candidate) => candidate.id === id) ?? unknownPerson(id);
  const wanted = screen.people.find(({ id }) => id === view.person);
  const names = {
    user: (id: string) => person(id).name,
    channel: (id: string) => screen.channels.find((channel) => channel.id === id)?.name ?? id,
  };
  const act = async (action: Action) => {
    if (!isAutomatic(action)) setNotice(undefined);
    const outcome = await ask(action);
    if (outcome.status === 'refused' && !isShownElsewhere(action)) setNotice(outcome.shown);
    return outcome;
  };
  return {
    screen,
    person,
    names,
    act,
    notice,
    now: () => Date.now() + (state.controls?.aheadMs ?? 0),
    selectedPerson: wanted?.role === undefined ? screen.me.id : wanted.id,
    typingIn: (channel, thread) =>
      step?.channel === channel && step.thread === thread ? step.typing : undefined,
    surface: (place) => ({
      names,
      people: screen.people,
      channels: screen.channels,
      onPress: (actionId, answers) => act({ type: 'press', place, actionId, answers }),
      onSearch: (actionId, query) => act({ type: 'search', place, actionId, query }),
      onChoose: (actionId, chosen, answers) => {
        const value = typeof chosen === 'string' ? chosen : [...chosen];
        return act({ type: 'choose', place, actionId, value, answers });
      },
    }),
    openThread: (channel, thread) => goTo({ person: screen.me.id, at: channel, thread }),
    closeThread: () => goTo({ ...view, thread: undefined }),
    switchPerson(next) {
      setNotice(undefined);
      goTo({ ...view, person: next, thread: undefined });
      void ask({ type: 'switch person', person: next });
    },
    closeNotice: () => setNotice(undefined),
  };
}

function unknownPerson(id: string): Person {
  return { id, name: id, isBot: false, role: undefined };
}

/** Whether the page performs it by itself. */
function isAutomatic({ type }: Action): boolean {
  return type === 'read' || type === 'open home' || type === 'search';
}

/** Slackbot answers a command where it was typed; a form and a menu show their own errors. */
function isShownElsewhere(action: Action): boolean {
  if (action.type === 'command' || action.type === 'search') return true;
  if (action.type === 'press' || action.type === 'choose') return 'modal' in action.place;
  return action.type === 'submit';
}
