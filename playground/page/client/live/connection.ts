import type { Action, ActionRequest, Outcome, ServerMessage } from '../../protocol.ts';

/** The tab's connection to the playground, which reopens by itself when it breaks. */
export type Connection = { ask: (action: Action) => Promise<Outcome>; close: () => void };

/** Opens the connection; `onOpen` is called each time that it is open. */
export function connect({
  onOpen,
  onMessage,
  onLost,
}: {
  onOpen: (connection: Connection) => void;
  onMessage: (message: ServerMessage) => void;
  onLost: () => void;
}): Connection {
  const asked = new Map<number, (outcome: Outcome) => void>();
  let socket: WebSocket | undefined;
  let count = 0;
  let isClosed = false;

  const connection: Connection = {
    ask: (action) =>
      new Promise((resolve) => {
        if (socket?.readyState !== WebSocket.OPEN) return resolve(notConnected);
        count += 1;
        asked.set(count, resolve);
        socket.send(JSON.stringify({ id: count, action } satisfies ActionRequest));
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
      const message: ServerMessage = JSON.parse(data);
      if (message.type === 'answer') {
        asked.get(message.id)?.(message.outcome);
        asked.delete(message.id);
      } else onMessage(message);
    });
    socket.addEventListener('close', () => {
      for (const answer of asked.values()) answer(notConnected);
      asked.clear();
      if (isClosed) return;
      onLost();
      setTimeout(open, reopenAfterMs);
    });
  };
  open();
  return connection;
}

const reopenAfterMs = 1_000;
const notConnected: Outcome = {
  status: 'refused',
  shown: 'The playground does not answer. Is `npm run demo` still running?',
};
