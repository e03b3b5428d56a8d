import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import {
  ActionRequest,
  ControlAction,
  type Outcome,
  type ScenarioStep,
  type ServerMessage,
  TabAction,
  WorkspaceAction,
} from '../protocol.ts';
import type { Host } from './host.ts';

/** Serves one tab for as long as its socket is open. */
export function serveTab(socket: WebSocket, host: Host): void {
  const send = (message: ServerMessage) => socket.send(JSON.stringify(message));
  const { controls } = host;
  let tab: string = randomUUID();
  let me = '';
  let stopWatching = () => {};
  /** A tab follows the scenario that it started, until its visitor goes elsewhere. */
  let isFollowing = false;

  const showPerson = (person: string | undefined) => {
    const screen = host.screen(person === undefined ? { tab } : { person, tab });
    stopWatching();
    me = screen.me.id;
    send({ type: 'screen', screen });
    stopWatching = host.watch({ person: me, tab }, (change) => send({ type: 'change', change }));
  };
  const follow = (step: ScenarioStep) => {
    if (!isFollowing) return;
    if (step.person !== me) showPerson(step.person);
    send({ type: 'scenario step', step });
  };
  const act = async ({ action }: ActionRequest): Promise<Outcome> => {
    const tabAction = TabAction.safeParse(action).data;
    if (tabAction) {
      isFollowing = false;
      if (tabAction.type === 'stop following') return done;
      tab = tabAction.tab ?? tab;
      showPerson(tabAction.person);
      return done;
    }
    const controlAction = ControlAction.safeParse(action).data;
    if (!controlAction) return host.act({ person: me, tab }, WorkspaceAction.parse(action));
    isFollowing ||= controlAction.type === 'run scenario';
    return controls.act(controlAction, { tab, onStep: follow });
  };

  send({ type: 'controls', controls: controls.now() });
  send({ type: 'log', entries: controls.log() });
  const stopWatchingControls = controls.watch((news) => {
    if ('entry' in news) send({ type: 'log', entries: [news.entry] });
    else send({ type: 'controls', controls: news.controls });
  });
  socket.on('message', (data) => {
    const request = readRequest(String(data));
    if (!request) return socket.close(1007, 'The page sends no such request');
    void act(request)
      .catch(refusal)
      .then((outcome) => send({ type: 'answer', id: request.id, outcome }));
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    isFollowing = false;
    stopWatching();
    stopWatchingControls();
  });
}

const done: Outcome = { status: 'done', shown: undefined };

function readRequest(text: string): ActionRequest | undefined {
  try {
    return ActionRequest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function refusal(error: unknown): Outcome {
  return { status: 'refused', shown: error instanceof Error ? error.message : String(error) };
}
