import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Look, Outcome, Person, Place, Screen } from '../protocol.ts';
import type { Surface } from './blocks/surface.ts';
import type { Wish } from './live/connection.ts';
import type { Live } from './live/use-world.ts';

/** One person's Slack, as every part of the page finds it. */
export type Slack = {
  screen: Screen;
  names: { user: (id: string) => string; channel: (id: string) => string };
  person: (id: string) => Person;
  /** What blocks need where they stand: whom they name and offer, and how to press and choose. */
  surface: (place: Place) => Surface;
  /** Does it; what Slack says against it shows as a notice. */
  act: (deed: Wish) => Promise<Outcome>;
  openThread: (channel: string, ts: string) => void;
  closeThread: () => void;
  /** Who I am, or am about to be. */
  seat: string;
  be: (person: string) => void;
  /** What a play types in a place just now. */
  typingIn: (channel: string, thread: string | undefined) => Look['typing'];
  notice: string | undefined;
  closeNotice: () => void;
};

export const SlackContext = createContext<Slack | undefined>(undefined);

/** @throws outside of the page. */
export function useSlack(): Slack {
  const slack = useContext(SlackContext);
  if (!slack) throw new Error('Only a part of the page can ask for its Slack');
  return slack;
}

export function useSlackOf({ world, view, shown, look, ask }: Live): Slack | undefined {
  const [notice, setNotice] = useState<string>();
  const { screen } = world;
  if (!screen) return undefined;
  const person = (id: string) =>
    screen.people.find((candidate) => candidate.id === id) ?? nobody(id);
  const wanted = screen.people.find(({ id }) => id === view.person);
  const names = {
    user: (id: string) => person(id).name,
    channel: (id: string) => screen.channels.find((channel) => channel.id === id)?.name ?? id,
  };
  const act = async (deed: Wish) => {
    if (!isByItself(deed)) setNotice(undefined);
    const outcome = await ask(deed);
    if (outcome.status === 'refused' && !isSaidElsewhere(deed)) setNotice(outcome.shown);
    return outcome;
  };
  return {
    screen,
    person,
    names,
    act,
    notice,
    seat: wanted?.seat === undefined ? screen.me.id : wanted.id,
    typingIn: (channel, thread) =>
      shown?.channel === channel && shown.thread === thread ? shown.typing : undefined,
    surface: (place) => ({
      names,
      people: screen.people,
      channels: screen.channels,
      onPress: (actionId) => act({ type: 'press', place, actionId }),
      onChoose: (actionId, value) => act({ type: 'choose', place, actionId, value }),
    }),
    openThread: (channel, thread) => look({ person: screen.me.id, at: channel, thread }),
    closeThread: () => look({ ...view, thread: undefined }),
    be(next) {
      setNotice(undefined);
      look({ ...view, person: next, thread: undefined });
      void ask({ type: 'be', person: next });
    },
    closeNotice: () => setNotice(undefined),
  };
}

function nobody(id: string): Person {
  return { id, name: id, isBot: false, seat: undefined };
}

/** What the page does while somebody merely looks. */
function isByItself({ type }: Wish): boolean {
  return type === 'read' || type === 'open home';
}

/** Slackbot answers a command where it was typed, and a form shows its own troubles. */
function isSaidElsewhere(deed: Wish): boolean {
  if (deed.type === 'command') return true;
  if (deed.type === 'press' || deed.type === 'choose') return 'modal' in deed.place;
  return deed.type === 'submit';
}
