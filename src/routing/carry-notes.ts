import type { CustomerRecords } from '../customers/records/records.ts';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { findMessage } from '../outbox/outbox-store.ts';
import { redactSecrets } from '../privacy/redact-secrets.ts';
import { type Move, movesOf, type NotePlace, noteCarried } from '../tickets/move-store.ts';
import { recordsWithMerged, recordValuesIn } from '../tickets/personal-values.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { sentTypedAt } from '../tickets/typed-reply-store.ts';
import { type AgentChannels, type AgentsThread, channelOf } from './agent-channels.ts';
import { transcriptParts } from './transcript-parts.ts';

type Thread = { channel: string; root: string };

/** What an agent wrote in a card's thread for the others. Its only home is Slack. */
export type Note = { ts: string; author: string; text: string };

/** Reads the notes of a thread. @throws when Slack does not give them. */
export type ReadNotes = (thread: Thread) => Promise<Note[]>;

/** The notes that go along with a ticket, and what does not. */
export type CarriedNotes = {
  /** The moves that it comes with, the last of which takes them. */
  moves: Move[];
  notes: (Note & NotePlace)[];
  /** How many stay, since they hold what its new agents need not know. */
  left: number;
  /** The threads whose notes Slack did not give. */
  unread: Thread[];
};

/**
 * Reads the notes that its agents take along to where a ticket is now: those of the thread that it
 * leaves, and those that came there before. They are read when they are needed, and whoever reads them
 * again, since a process ended, finds the same. Where Slack does not give them, the ticket goes on.
 */
export async function readCarriedNotes(
  queries: Queries,
  {
    ticket,
    records,
    channels,
    readNotes,
    onUnread,
  }: {
    ticket: Ticket;
    /** Those of the category that it leaves. */
    records: CustomerRecords | undefined;
    channels: AgentChannels;
    readNotes: ReadNotes;
    onUnread: (error: unknown) => void;
  },
): Promise<CarriedNotes> {
  const all = await movesOf(queries, ticket.id);
  const moves = all.filter(({ notes }) => notes === null);
  const carried: CarriedNotes = { moves, notes: [], left: 0, unread: [] };
  if (moves.at(-1)?.takes_notes !== true) return carried;
  const here = channelOf(channels, ticket.destination);
  const known = new Set(
    all
      .filter(({ moved_to }) => channelOf(channels, moved_to) === here)
      .flatMap(({ notes }) => notes ?? [])
      .map(idOf),
  );
  // Its agents know the records of what goes on in it, too.
  const allRecords = [records, ...(await recordsWithMerged(queries, ticket))];
  const holdsRecords = (text: string) =>
    allRecords.some((one) => recordValuesIn(text, one).length > 0);
  for (const { thread, only } of await sources()) {
    if (thread.channel === here) continue;
    try {
      const notes = await withoutSent(await readNotes(thread));
      const fresh = notes
        .map((note) => ({ ...note, ...thread }))
        .filter((note) => !known.has(idOf(note)) && (only?.has(note.ts) ?? true));
      const fit = fresh.filter(({ text }) => !holdsRecords(text));
      carried.notes.push(...fit);
      carried.left += fresh.length - fit.length;
    } catch (error) {
      onUnread(error);
      carried.unread.push(thread);
    }
  }
  carried.notes.sort((one, other) => (one.ts < other.ts ? -1 : 1));
  return carried;

  /** What was typed behind the desk's prefix and sent is an answer, which goes along as one. */
  async function withoutSent(notes: Note[]): Promise<Note[]> {
    const sent = new Set<string>();
    for (const [author, theirs] of Map.groupBy(notes, (note) => note.author)) {
      const written = theirs.map(({ ts }) => ts);
      for (const ts of await sentTypedAt(queries, { team: ticket.team, author }, written)) {
        sent.add(`${author} ${ts}`);
      }
    }
    return notes.filter(({ author, ts }) => !sent.has(`${author} ${ts}`));
  }

  /** The threads that it leaves, whole, and of earlier ones what was brought to the first of these. */
  async function sources(): Promise<{ thread: Thread; only: Set<string> | undefined }[]> {
    const left = new Set(moves.map(({ moved_from }) => channelOf(channels, moved_from)));
    const whole = [];
    for (const channel of left) {
      const about = { ticketId: ticket.id };
      const card = await findMessage(queries, { kind: 'ticket-card', about, channel });
      if (card?.ts) whole.push({ thread: { channel, root: card.ts }, only: undefined });
    }
    const brought = all.findLast(({ notes }) => notes !== null)?.notes ?? [];
    const earlier = Map.groupBy(
      brought.filter(({ channel }) => !left.has(channel)),
      ({ channel, root }) => `${channel} ${root}`,
    );
    const parts = earlier
      .values()
      .flatMap(([first, ...others]) => {
        if (!first) return [];
        const { channel, root } = first;
        const only = new Set([first, ...others].map(({ ts }) => ts));
        return [{ thread: { channel, root }, only }];
      })
      .toArray();
    return [...parts, ...whole];
  }
}

function idOf({ channel, ts }: Pick<NotePlace, 'channel' | 'ts'>): string {
  return `${channel} ${ts}`;
}

/** Posts the notes under the ticket's card, and stores which they were; their words only until they are posted. */
export async function postCarriedNotes(
  transaction: Transaction,
  {
    outbox,
    thread,
    ticketId,
    carried: { moves, notes, left, unread },
  }: {
    outbox: Outbox;
    thread: AgentsThread | undefined;
    ticketId: string;
    carried: CarriedNotes;
  },
): Promise<void> {
  const last = moves.at(-1);
  if (!last) return;
  for (const { id } of moves) {
    const places =
      id === last.id ? notes.map(({ channel, root, ts }) => ({ channel, root, ts })) : [];
    await noteCarried(transaction, { id, notes: places });
  }
  if (!thread || notes.length + left + unread.length === 0) return;
  const parts = transcriptParts(notes.map(lineOf));
  const [first = [], ...others] = parts;
  for (const [part, lines] of [first, ...others].entries()) {
    const isLast = part === others.length;
    const words = isLast ? { lines, left, unread } : { lines, left: 0, unread: [] };
    const about = { ticketId, move: last.id, part };
    await outbox.postOnce(transaction, { ...thread, kind: 'moved-notes', about, words });
  }
}

function lineOf({ author, text }: Note): TranscriptLine {
  return { speaker: author, participant: author, text: redactSecrets(text) };
}
