import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { Action, Outcome, ScenarioStep, ServerMessage } from '../../protocol.ts';
import { type Connection, connect } from './connection.ts';
import { emptyState, type PageState, stateAfter } from './page-state.ts';
import { hashOfView, type View, viewOfHash } from './view.ts';

/** The page's state, the visitor's view of it, and the ways to change both. */
export type Live = {
  state: PageState;
  view: View;
  /** The current step of the scenario that this tab follows. */
  step: ScenarioStep | undefined;
  goTo: (view: View) => void;
  ask: (action: Action) => Promise<Outcome>;
};

type News = ServerMessage | { type: 'connected' } | { type: 'lost' };

export function usePageState(): Live {
  const [state, dispatch] = useReducer(stateAfterNews, emptyState);
  const [view, setView] = useState(() => viewOfHash(location.hash));
  const [step, setStep] = useState<ScenarioStep>();
  const [tab] = useState(() => crypto.randomUUID());
  const connection = useRef<Connection | undefined>(undefined);
  const viewNow = useRef(view);
  viewNow.current = view;

  useEffect(() => {
    const opened = connect({
      onOpen(connected) {
        dispatch({ type: 'connected' });
        void connected.ask({ type: 'switch person', person: viewNow.current.person, tab });
      },
      onMessage(message) {
        dispatch(message);
        if (message.type === 'scenario step') {
          const { person, channel, thread } = message.step;
          setView({ person, at: channel, thread });
          setStep(message.step);
        }
      },
      onLost: () => dispatch({ type: 'lost' }),
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
      void connection.current?.ask({ type: 'switch person', person: wanted.person });
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const ask = (action: Action): Promise<Outcome> =>
    connection.current?.ask(action) ?? Promise.resolve({ status: 'refused', shown: undefined });
  const goTo = (wanted: View) => {
    setStep(undefined);
    setView(wanted);
    if (state.controls?.running) void ask({ type: 'stop following' });
  };
  return { state, view, step: state.controls?.running ? step : undefined, goTo, ask };
}

function stateAfterNews(state: PageState, news: News): PageState {
  if (news.type === 'connected') return { ...state, isConnected: true };
  if (news.type === 'lost') return { ...state, isConnected: false };
  return stateAfter(state, news);
}
