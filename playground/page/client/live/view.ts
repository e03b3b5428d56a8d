import type { Screen } from '../../protocol.ts';

/** What a visitor has open. It is kept in the page's address, so that a tab can be reloaded or copied. */
export type View = {
  /** The person whom they chose to be. */
  person: string | undefined;
  /** A channel's id, or `home`. */
  at: string | undefined;
  /** The `ts` of the open thread's first message. */
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

/** The view where this person can see it; else the first channel in their sidebar. */
export function viewOn({ me, channels, bot }: Screen, { at, thread }: View): View & { at: string } {
  const isThere = channels.some(({ id }) => id === at) || (at === 'home' && bot.hasHome);
  if (at !== undefined && isThere) return { person: me.id, at, thread };
  const first = channels.find(({ kind }) => kind !== 'im') ?? channels[0];
  return { person: me.id, at: first?.id ?? '', thread: undefined };
}
