import type { Ask, Outcome, Told } from '../../protocol.ts';

/** What a visitor wants done. */
export type Wish = Ask['deed'];

/** The tab's line to the playground, which opens again by itself when it breaks. */
export type Connection = { ask: (deed: Wish) => Promise<Outcome>; close: () => void };

/** Opens the line; `onOpen` is called each time that it is open. */
export function connect({
  onOpen,
  onTold,
  onLost,
}: {
  onOpen: (connection: Connection) => void;
  onTold: (told: Told) => void;
  onLost: () => void;
}): Connection {
  const asked = new Map<number, (outcome: Outcome) => void>();
  let socket: WebSocket | undefined;
  let count = 0;
  let isClosed = false;

  const connection: Connection = {
    ask: (deed) =>
      new Promise((resolve) => {
        if (socket?.readyState !== WebSocket.OPEN) return resolve(notThere);
        count += 1;
        asked.set(count, resolve);
        socket.send(JSON.stringify({ id: count, deed } satisfies Ask));
      }),
    close() {
      isClosed = true;
      socket?.close();
    },
  };
  const open = () => {
    socket = new WebSocket(`ws://${location.host}/live`);
    socket.addEventListener('open', () => onOpen(connection));
    socket.addEventListener('message', ({ data }) => {
      const told: Told = JSON.parse(data);
      if (told.type === 'answer') {
        asked.get(told.id)?.(told.outcome);
        asked.delete(told.id);
      } else onTold(told);
    });
    socket.addEventListener('close', () => {
      for (const answer of asked.values()) answer(notThere);
      asked.clear();
      if (isClosed) return;
      onLost();
      setTimeout(open, againMs);
    });
  };
  open();
  return connection;
}

const againMs = 1_000;
const notThere: Outcome = {
  status: 'refused',
  shown: 'The playground does not answer. Is `npm run demo` still running?',
};
