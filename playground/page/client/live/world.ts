import type { Backstage, Change, Line, Message, Screen, Status, Told } from '../../protocol.ts';

/** All that the page knows. */
export type World = {
  isConnected: boolean;
  screen: Screen | undefined;
  backstage: Backstage | undefined;
  lines: readonly Line[];
};

export const emptyWorld: World = {
  isConnected: false,
  screen: undefined,
  backstage: undefined,
  lines: [],
};

const mostLines = 300;

/** The world once it was told of something. */
export function worldAfter(world: World, told: Told): World {
  switch (told.type) {
    case 'screen':
      return { ...world, screen: told.screen };
    case 'change':
      return { ...world, screen: world.screen && screenAfter(world.screen, told.change) };
    case 'backstage':
      return { ...world, backstage: told.backstage };
    case 'lines':
      return { ...world, lines: linesWith(world.lines, told.lines) };
    case 'answer':
    case 'look':
      return world;
  }
}

/** After a broken line all of them are told again. */
function linesWith(known: readonly Line[], told: readonly Line[]): readonly Line[] {
  const first = told[0]?.id ?? 0;
  return [...known.filter(({ id }) => id < first), ...told].slice(-mostLines);
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
    case 'status': {
      const others = screen.statuses.filter(
        ({ channel, threadTs }) =>
          channel !== change.status.channel || threadTs !== change.status.threadTs,
      );
      return { ...screen, statuses: change.status.words ? [...others, change.status] : others };
    }
  }
}

/** What the bot is doing ends with what it posts in the same thread, as in Slack. */
function ends(message: Message, status: Status, { bot, messages }: Screen): boolean {
  const { user, channel, ts, threadTs } = message;
  if (user !== bot.user || channel !== status.channel || threadTs !== status.threadTs) return false;
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
