import type { Screen } from '../../protocol.ts';

/** Where a visitor looks. It stands in the page's address, so that a tab can be reloaded or copied. */
export type View = {
  /** Who they are. */
  person: string | undefined;
  /** A channel's id, or `home`. */
  at: string | undefined;
  /** The `ts` of the thread that lies open. */
  thread: string | undefined;
};

export function viewOfHash(hash: string): View {
  const [person, at, thread] = hash.replace(/^#/, '').split('/');
  return { person: person || undefined, at: at || undefined, thread: thread || undefined };
}

export function hashOfView({ person, at, thread }: View): string {
  const parts = [person, at, thread].filter((part) => part !== undefined);
  return `#${parts.join('/')}`;
}

/** What of it this person can see; else the first channel in their sidebar. */
export function viewOn({ me, channels, bot }: Screen, { at, thread }: View): View & { at: string } {
  const isThere = channels.some(({ id }) => id === at) || (at === 'home' && bot.hasHome);
  if (at !== undefined && isThere) return { person: me.id, at, thread };
  const first = channels.find(({ kind }) => kind !== 'im') ?? channels[0];
  return { person: me.id, at: first?.id ?? '', thread: undefined };
}
