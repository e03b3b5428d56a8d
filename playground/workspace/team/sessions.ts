import type { Changes } from './changes.ts';

/** A thread as a conversation with the bot that has a title and a status. */
export type Session = {
  channel: string;
  threadTs: string;
  status: SessionStatus;
  title: string | undefined;
};

export const sessionStatuses = ['active', 'processing', 'suspended', 'closed'] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

type Thread = Pick<Session, 'channel' | 'threadTs'>;

export type Sessions = {
  find: (thread: Thread) => Session | undefined;
  /** Replaces the session of its thread. */
  put: (session: Session) => Session;
  all: () => readonly Session[];
};

export function createSessions({ changes }: { changes: Changes }): Sessions {
  const sessions = new Map<string, Session>();
  const keyOf = ({ channel, threadTs }: Thread) => `${channel} ${threadTs}`;
  return {
    find: (thread) => sessions.get(keyOf(thread)),
    all: () => [...sessions.values()],
    put(session) {
      sessions.set(keyOf(session), session);
      changes.emit({ type: 'session changed', session });
      return session;
    },
  };
}
