import type { LogEntry } from '../../page/protocol.ts';

/** Adds an entry to the activity log. */
export type AddEntry = (entry: Pick<LogEntry, 'about' | 'isProblem' | 'text'>) => void;

/** What happened, in plain words, as far back as a visitor may want to read. */
export type ActivityLog = { add: AddEntry; entries: () => readonly LogEntry[] };

const maxEntries = 300;

export function createActivityLog(onEntry: (entry: LogEntry) => void): ActivityLog {
  let entries: readonly LogEntry[] = [];
  let count = 0;
  return {
    entries: () => entries,
    add(added) {
      count += 1;
      const entry = { ...added, id: count, at: Date.now() };
      entries = [...entries, entry].slice(-maxEntries);
      onEntry(entry);
    },
  };
}
