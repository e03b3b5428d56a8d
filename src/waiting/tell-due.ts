import type { Database, Queries, Transaction } from '../database/open-database.ts';
import type { WorkingTime } from '../desk/working-time.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { findDelivery } from '../outbox/outbox-store.ts';
import type { AgentChannels } from '../routing/agent-channels.ts';
import type { DeskInUse, ReadDesk } from '../settings/desk-in-use.ts';
import { ticketsToAnswer } from '../tickets/ticket-store.ts';
import type { TargetsInUse } from './due.ts';
import { dueChannels, lockDueChannel, noteChannelTold } from './due-channel-store.ts';
import { type DueTicket, dueTickets, inOrder, keyOfTelling, MOST_NAMED } from './due-line.ts';
import {
  type DueTelling,
  endTelling,
  forgetLine,
  standingTellings,
  storeTelling,
  tellingsOf,
} from './due-telling-store.ts';
import { createRememberedTime } from './remembered-time.ts';
import { wasMentioned, whomToMention } from './whom-to-mention.ts';

/** A channel is told again after so long at the earliest. */
const BETWEEN_LINES_MS = 30 * 60_000;

/** Why a line was not posted: when Slack could take it, the team was gone. */
export const OUTSIDE_HOURS = 'outside-hours';

type Desk = TargetsInUse & Pick<DeskInUse, 'escalateToOf'> & { backAt: WorkingTime['backAt'] };

/** What is due at a moment, and what stands in the lines that tell so. */
type Standing = {
  at: Date;
  due: ReadonlyMap<string, DueTicket>;
  standing: ReadonlyMap<string, DueTelling>;
  /** What stands in a line and is due there no more. */
  over: DueTelling[];
  /** What is due and was not told yet. */
  untold: DueTicket[];
};

/**
 * Tells each agents' channel which answers are due, in one line, while the team is there. A ticket stands
 * in one line: in the latest, or in the one that mentions somebody for it, whose mention would else be gone.
 *
 * What is told is stored with the line, under the lock of its channel, so that two instances, a restart or
 * a day of downtime tell it once.
 */
export function createTellDue({
  database,
  outbox,
  readDesk,
  channels,
  team,
  newId,
  now,
}: {
  database: Database;
  outbox: Outbox;
  readDesk: ReadDesk;
  channels: AgentChannels;
  team: string;
  newId: () => string;
  now: () => Date;
}): () => Promise<void> {
  const rememberTime = createRememberedTime();
  const { queries } = database;

  return async () => {
    const { workingTime, targetsOf, escalateToOf } = await readDesk(queries);
    const { backAt } = workingTime;
    const desk = { workingTime: rememberTime(workingTime), targetsOf, escalateToOf, backAt };
    const found = await readStanding(queries, desk);
    await forgetUnposted(found, desk);
    for (const channel of await channelsToChange(found, desk)) {
      await database.transaction((transaction) => bringUpToDate(transaction, { channel, desk }));
    }
  };

  async function readStanding(from: Queries, desk: Desk): Promise<Standing> {
    const at = now();
    const tellings = await standingTellings(from, team);
    const standing = new Map(tellings.map((telling) => [keyOfTelling(telling), telling]));
    const due = dueTickets(await ticketsToAnswer(from, { team }), { desk, channels, now: at });
    return {
      at,
      due,
      standing,
      over: tellings.filter((telling) => !due.has(keyOfTelling(telling))),
      untold: [...due]
        .filter(([key, entry]) => !wasTold(entry, standing.get(key), desk))
        .map(([, entry]) => entry),
    };
  }

  /** Those of whose lines something is no longer due, and those that are to be told something. */
  async function channelsToChange(
    { at, over, untold }: Standing,
    desk: Desk,
  ): Promise<Set<string>> {
    const changing = new Set(over.map(({ channel }) => channel));
    if (untold.length === 0) return changing;
    const lastTold = await dueChannels(queries, team);
    for (const { channel } of untold) {
      if (mayTell(lastTold.get(channel), at, desk)) changing.add(channel);
    }
    return changing;
  }

  /** Ends what is over, and posts a line where there is news; both as it is under the channel's lock. */
  async function bringUpToDate(
    transaction: Transaction,
    { channel, desk }: { channel: string; desk: Desk },
  ): Promise<void> {
    const lastTold = await lockDueChannel(transaction, { team, channel });
    const found = await readStanding(transaction, desk);
    const { at } = found;
    const over = found.over.filter((telling) => telling.channel === channel);
    for (const telling of over) await endTelling(transaction, telling, at);
    const isNews = found.untold.some((entry) => entry.channel === channel);
    const isTelling = isNews && mayTell(lastTold, at, desk);
    const moved = isTelling ? await tell(transaction, { channel, desk, found }) : [];
    const kept = [...found.standing.values()].filter(
      (telling) =>
        telling.channel === channel && !over.includes(telling) && !moved.includes(telling),
    );
    await updateLines(transaction, { changed: [...over, ...moved], kept });
  }

  /**
   * Posts a line with what was not told yet, and with what stands in an older one that mentions nobody for
   * it; returns what was taken from older ones.
   */
  async function tell(
    transaction: Transaction,
    { channel, desk, found }: { channel: string; desk: Desk; found: Standing },
  ): Promise<DueTelling[]> {
    const { at, due, standing } = found;
    const inLine = [...due].filter(([key, entry]) => {
      const telling = standing.get(key);
      const stays = telling?.mentioned_by === telling?.line_id && wasTold(entry, telling, desk);
      return entry.channel === channel && !stays;
    });
    const about = { lineId: newId() };
    await storeTold(transaction, { ...about, entries: inLine.map(([, entry]) => entry), desk });
    await noteChannelTold(transaction, { team, channel, at });
    await outbox.postOnce(transaction, { team, channel, kind: 'due-line', about });
    return inLine.flatMap(([key]) => standing.get(key) ?? []);
  }

  /** Each of the first that are overdue mentions its holder; one mention is for all that nobody has. */
  async function storeTold(
    transaction: Transaction,
    { lineId, entries, desk }: { lineId: string; entries: DueTicket[]; desk: Desk },
  ): Promise<void> {
    const ids = entries.map(({ ticket }) => ticket.id);
    const before = Map.groupBy(await tellingsOf(transaction, ids), ({ ticket_id }) => ticket_id);
    for (const [place, entry] of inOrder(entries).entries()) {
      const { ticket, channel, due, stage } = entry;
      const told = before.get(ticket.id) ?? [];
      const isNamed = place < MOST_NAMED || ticket.holder === null;
      const whom = isNamed ? whomToMention(entry, desk) : null;
      const isFirst = whom !== null && !wasMentioned(entry, { whom, told });
      await storeTelling(transaction, {
        ticket_id: ticket.id,
        counted_from: due.countedFrom,
        channel,
        team,
        turn_since: ticket.turn_since,
        stage,
        line_id: lineId,
        mentioned: whom,
        mentioned_by: isFirst ? lineId : earlierLine(whom, told),
      });
    }
  }

  /** A line of which nothing is left is deleted. */
  async function updateLines(
    transaction: Transaction,
    { changed, kept }: { changed: readonly DueTelling[]; kept: readonly DueTelling[] },
  ): Promise<void> {
    const left = new Set(kept.map(({ line_id }) => line_id));
    for (const lineId of new Set(changed.map(({ line_id }) => line_id))) {
      const line = { kind: 'due-line', about: { lineId } } as const;
      if (left.has(lineId)) await outbox.markStale(transaction, line);
      else await outbox.withdraw(transaction, line);
    }
  }

  /** What was to be told as the team went, and was not, is told when it is back. */
  async function forgetUnposted({ standing, at }: Standing, { backAt }: Desk): Promise<void> {
    if (backAt(at) !== undefined) return;
    const lines = new Set([...standing.values()].map(({ line_id }) => line_id));
    for (const lineId of lines) {
      const line = await findDelivery(queries, { kind: 'due-line', about: { lineId } });
      if (line?.refusal !== OUTSIDE_HOURS) continue;
      await database.transaction((transaction) => forgetLine(transaction, lineId));
    }
  }
}

/** At night, and soon after the last line, nobody is told anything. */
function mayTell(
  lastTold: Date | null | undefined,
  at: Date,
  { backAt }: Pick<Desk, 'backAt'>,
): boolean {
  if (backAt(at) !== undefined) return false;
  return !lastTold || at.getTime() - lastTold.getTime() >= BETWEEN_LINES_MS;
}

/** Whether as much was told. One whose holder was mentioned, and that nobody has by now, is told again. */
function wasTold(
  entry: DueTicket,
  telling: DueTelling | undefined,
  desk: Pick<Desk, 'escalateToOf'>,
): boolean {
  if (!telling) return false;
  if (telling.stage === 'soon') return entry.stage === 'soon';
  if (entry.ticket.holder !== null) return true;
  const whom = whomToMention(entry, desk);
  return whom === null || whom === telling.mentioned;
}

/** The line that mentioned them for the same ticket. */
function earlierLine(whom: string | null, told: readonly DueTelling[]): string | null {
  return told.find(({ mentioned }) => whom !== null && mentioned === whom)?.mentioned_by ?? null;
}
