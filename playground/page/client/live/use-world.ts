import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { Look, Outcome, Told } from '../../protocol.ts';
import { type Connection, connect, type Wish } from './connection.ts';
import { hashOfView, type View, viewOfHash } from './view.ts';
import { emptyWorld, type World, worldAfter } from './world.ts';

/** The world, where the visitor looks, and the ways to change both. */
export type Live = {
  world: World;
  view: View;
  /** What a play shows there, until the visitor looks elsewhere. */
  shown: Look | undefined;
  look: (view: View) => void;
  ask: (deed: Wish) => Promise<Outcome>;
};

type News = Told | { type: 'connected' } | { type: 'lost' };

export function useWorld(): Live {
  const [world, hear] = useReducer(worldAfterNews, emptyWorld);
  const [view, setView] = useState(() => viewOfHash(location.hash));
  const [shown, setShown] = useState<Look>();
  const connection = useRef<Connection | undefined>(undefined);
  const viewNow = useRef(view);
  viewNow.current = view;

  useEffect(() => {
    const opened = connect({
      onOpen(line) {
        hear({ type: 'connected' });
        void line.ask({ type: 'be', person: viewNow.current.person });
      },
      onTold(told) {
        hear(told);
        if (told.type === 'look') {
          const { person, channel, thread } = told.look;
          setView({ person, at: channel, thread });
          setShown(told.look);
        }
      },
      onLost: () => hear({ type: 'lost' }),
    });
    connection.current = opened;
    return opened.close;
  }, []);

  useEffect(() => {
    const hash = hashOfView(view);
    if (hash !== location.hash && view.person) history.replaceState(null, '', hash);
  }, [view]);

  useEffect(() => {
    const follow = () => {
      const wanted = viewOfHash(location.hash);
      setView(wanted);
      void connection.current?.ask({ type: 'be', person: wanted.person });
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const ask = (deed: Wish): Promise<Outcome> =>
    connection.current?.ask(deed) ?? Promise.resolve({ status: 'refused', shown: undefined });
  const look = (wanted: View) => {
    setShown(undefined);
    setView(wanted);
    if (world.backstage?.playing) void ask({ type: 'look away' });
  };
  return { world, view, shown: world.backstage?.playing ? shown : undefined, look, ask };
}

function worldAfterNews(world: World, news: News): World {
  if (news.type === 'connected') return { ...world, isConnected: true };
  if (news.type === 'lost') return { ...world, isConnected: false };
  return worldAfter(world, news);
}
