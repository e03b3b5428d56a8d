/**
 * What Slack has said about who is no longer in a channel. What it has not said, since the members or a
 * profile could not be read, is not known, and then nobody is taken for gone.
 */
export function createPresence() {
  const read = new Map<string, { at: Date; there: ReadonlySet<string> }>();
  const left = new Map<string, Map<string, Date>>();
  return { noteRead, noteLeft, leftAt, absentSince };

  /** The members of a channel were read, beginning at a time; whoever cannot be told apart is there. */
  function noteRead(channel: string, there: ReadonlySet<string>, at: Date): void {
    read.set(channel, { at, there });
    const gone = left.get(channel);
    for (const [user, leftAt] of gone ?? []) {
      if (there.has(user) && leftAt < at) gone?.delete(user);
    }
  }

  function noteLeft(channel: string, user: string, at: Date): void {
    left.set(channel, (left.get(channel) ?? new Map<string, Date>()).set(user, at));
  }

  /** When somebody left a channel, if they have not been seen there since. */
  function leftAt(channel: string, user: string): Date | undefined {
    return left.get(channel)?.get(user);
  }

  /** As of when somebody is known not to be in a channel. */
  function absentSince(channel: string, user: string): Date | undefined {
    const known = read.get(channel);
    return leftAt(channel, user) ?? (known && !known.there.has(user) ? known.at : undefined);
  }
}
