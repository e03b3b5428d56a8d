import type {
  Change,
  Controls,
  LogEntry,
  Message,
  Screen,
  ServerMessage,
  Status,
} from '../../protocol.ts';

/** Everything that the page has received from the server. */
export type PageState = {
  isConnected: boolean;
  screen: Screen | undefined;
  controls: Controls | undefined;
  log: readonly LogEntry[];
};

export const emptyState: PageState = {
  isConnected: false,
  screen: undefined,
  controls: undefined,
  log: [],
};

const maxEntries = 300;

/** The state after a message of the server. */
export function stateAfter(state: PageState, message: ServerMessage): PageState {
  switch (message.type) {
    case 'screen':
      return { ...state, screen: message.screen };
    case 'change':
      return { ...state, screen: state.screen && screenAfter(state.screen, message.change) };
    case 'controls':
      return { ...state, controls: message.controls };
    case 'log':
      return { ...state, log: logWith(state.log, message.entries) };
    case 'answer':
    case 'scenario step':
      return state;
  }
}

/** After a lost connection the server sends the whole log again. */
function logWith(known: readonly LogEntry[], received: readonly LogEntry[]): readonly LogEntry[] {
  const first = received[0]?.id ?? 0;
  return [...known.filter(({ id }) => id < first), ...received].slice(-maxEntries);
}

function screenAfter(screen: Screen, change: Change): Screen {
  switch (change.type) {
    case 'message':
      return {
        ...screen,
        messages: withMessage(screen.messages, change.message),
        statuses: screen.statuses.filter((status) => !ends(change.message, status, screen)),
      };
    case 'message gone':
      return {
        ...screen,
        messages: screen.messages.filter(
          ({ channel, ts }) => channel !== change.channel || ts !== change.ts,
        ),
      };
    case 'channel':
      return { ...screen, channels: withItem(screen.channels, change.channel) };
    case 'channel gone':
      return {
        ...screen,
        channels: screen.channels.filter(({ id }) => id !== change.channel),
        messages: screen.messages.filter(({ channel }) => channel !== change.channel),
      };
    case 'person':
      return { ...screen, people: withItem(screen.people, change.person) };
    case 'modal':
      return { ...screen, modal: change.modal };
    case 'home':
      return { ...screen, home: change.home };
    case 'session': {
      const { channel, threadTs } = change.session;
      const others = screen.sessions.filter(
        (other) => other.channel !== channel || other.threadTs !== threadTs,
      );
      return { ...screen, sessions: [...others, change.session] };
    }
    case 'status': {
      const others = screen.statuses.filter(
        ({ channel, threadTs }) =>
          channel !== change.status.channel || threadTs !== change.status.threadTs,
      );
      return { ...screen, statuses: change.status.text ? [...others, change.status] : others };
    }
  }
}

/** A status ends when the bot posts in the same thread, as in Slack. */
function ends(message: Message, status: Status, { messages }: Screen): boolean {
  const { isByTheBot, channel, ts, threadTs } = message;
  if (!isByTheBot || channel !== status.channel || threadTs !== status.threadTs) return false;
  return !messages.some((known) => known.channel === channel && known.ts === ts);
}

function withMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const at = messages.findIndex(
    ({ channel, ts }) => channel === message.channel && ts === message.ts,
  );
  return at < 0 ? [...messages, message] : messages.with(at, message);
}

function withItem<Item extends { id: string }>(items: readonly Item[], item: Item): Item[] {
  const at = items.findIndex(({ id }) => id === item.id);
  return at < 0 ? [...items, item] : items.with(at, item);
}
