import type { WebSocket } from 'ws';
import {
  Ask,
  BackstageDeed,
  Deed,
  type Look,
  type Outcome,
  TabDeed,
  type Told,
} from '../protocol.ts';
import type { Stage } from './stage.ts';

/** Serves one tab for as long as its socket is open. */
export function attend(socket: WebSocket, stage: Stage): void {
  const tell = (told: Told) => socket.send(JSON.stringify(told));
  const { backstage } = stage;
  let me = '';
  let unwatch = () => {};
  /** A play leads its visitor until they go elsewhere by themselves. */
  let isFollowing = false;

  const be = (person: string | undefined) => {
    const screen = stage.screen(person);
    unwatch();
    me = screen.me.id;
    tell({ type: 'screen', screen });
    unwatch = stage.watch(me, (change) => tell({ type: 'change', change }));
  };
  const follow = (look: Look) => {
    if (!isFollowing) return;
    if (look.person !== me) be(look.person);
    tell({ type: 'look', look });
  };
  const act = async ({ deed }: Ask): Promise<Outcome> => {
    const own = TabDeed.safeParse(deed).data;
    if (own) {
      isFollowing = false;
      if (own.type === 'be') be(own.person);
      return done;
    }
    const behind = BackstageDeed.safeParse(deed).data;
    if (!behind) return stage.act(me, Deed.parse(deed));
    isFollowing ||= behind.type === 'play';
    return backstage.act(behind, follow);
  };

  tell({ type: 'backstage', backstage: backstage.now() });
  tell({ type: 'lines', lines: backstage.lines() });
  const unwatchBackstage = backstage.watch((news) => {
    if ('line' in news) tell({ type: 'lines', lines: [news.line] });
    else tell({ type: 'backstage', backstage: news.backstage });
  });
  socket.on('message', (data) => {
    const ask = readAsk(String(data));
    if (!ask) return socket.close(1007, 'This is nothing that the page would ask for');
    void act(ask)
      .catch(refusal)
      .then((outcome) => tell({ type: 'answer', id: ask.id, outcome }));
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    isFollowing = false;
    unwatch();
    unwatchBackstage();
  });
}

const done: Outcome = { status: 'done', shown: undefined };

function readAsk(text: string): Ask | undefined {
  try {
    return Ask.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function refusal(error: unknown): Outcome {
  return { status: 'refused', shown: error instanceof Error ? error.message : String(error) };
}
