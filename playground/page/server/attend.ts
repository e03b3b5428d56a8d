import type { WebSocket } from 'ws';
import { Ask, BackstageDeed, Deed, type Outcome, type Told } from '../protocol.ts';
import type { Stage } from './stage.ts';

/** Serves one tab for as long as its socket is open. */
export function attend(socket: WebSocket, stage: Stage): void {
  const tell = (told: Told) => socket.send(JSON.stringify(told));
  const { backstage } = stage;
  let me = '';
  let unwatch = () => {};

  const be = (person: string | undefined) => {
    const screen = stage.screen(person);
    unwatch();
    me = screen.me.id;
    tell({ type: 'screen', screen });
    unwatch = stage.watch(me, (change) => tell({ type: 'change', change }));
  };
  const act = async ({ deed }: Ask): Promise<Outcome> => {
    if (deed.type === 'be') {
      be(deed.person);
      return done;
    }
    const behind = BackstageDeed.safeParse(deed);
    if (!behind.success) return stage.act(me, Deed.parse(deed));
    return backstage.act(behind.data, (look) => {
      if (look.person !== me) be(look.person);
      tell({ type: 'look', look });
    });
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
