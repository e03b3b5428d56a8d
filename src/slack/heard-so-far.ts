import { sql } from 'kysely';
import { z } from 'zod';
import type { Queries } from '../database/open-database.ts';

/** The `ts` of the last message that is stored of a channel. */
export async function lastStored(
  queries: Queries,
  { team, channel }: { team: string; channel: string },
): Promise<string | undefined> {
  const last = await queries
    .selectFrom('messages')
    .select(({ fn }) => fn.max('ts').as('ts'))
    .where('team', '=', team)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return last?.ts ?? undefined;
}

/** When the bot last heard anything at all of a conversation. */
export async function lastHeard(queries: Queries, team: string): Promise<Date | undefined> {
  const last = await queries
    .selectFrom('conversations')
    .select(({ fn }) => fn.max('last_message_at').as('at'))
    .where('team', '=', team)
    .executeTakeFirst();
  return last?.at ?? undefined;
}

/** The channels with threads in which more may have been said, those of the latest words first. */
export async function liveChannels(
  queries: Queries,
  { team, heardAt, quietAfterMs }: { team: string; heardAt: Date; quietAfterMs: number },
): Promise<string[]> {
  const rows = await queries
    .selectFrom('conversations')
    .select('channel')
    .where('team', '=', team)
    .where(isLive(heardAt, quietAfterMs))
    .groupBy('channel')
    .orderBy(({ fn }) => fn.max('last_message_at'), 'desc')
    .execute();
  return rows.map(({ channel }) => channel);
}

/** A thread in which more may have been said, and what is known of its replies. */
const LiveThread = z.object({
  root: z.string(),
  /** How many replies are known, the bot's own among them, and the `ts` of the last. */
  count: z.number(),
  last: z.string().nullable(),
  /** The `ts` of the last message of somebody else that had been heard by then. */
  heard: z.string().nullable(),
});
export type LiveThread = z.infer<typeof LiveThread>;

/**
 * The threads of a channel in which more may have been said: of escalated conversations, and of
 * open ones that were not yet quiet when the bot last heard anything; the latest first.
 */
export async function liveThreads(
  queries: Queries,
  place: { team: string; channel: string; heardAt: string; quietAfterMs: number },
): Promise<LiveThread[]> {
  const { team, channel, heardAt, quietAfterMs } = place;
  const live = isLive(new Date(Number(heardAt) * 1000), quietAfterMs);
  const { rows } = await sql`
    with live as (
      select threads.root, conversations.id, conversations.last_message_at
      from threads join conversations on conversations.id = threads.conversation_id
      where threads.team = ${team} and threads.channel = ${channel}
        and ${live}
    ), known as (
      select live.root, ts from live join messages
        on messages.conversation_id = live.id and messages.root = live.root
      where ts <> messages.root and not is_deleted
      union
      select live.root, ts from live join outbox on outbox.thread = live.root
      where outbox.team = ${team} and outbox.channel = ${channel} and ts is not null
    )
    select live.root, count(known.ts) as count, max(known.ts) as last, (
      select max(ts) from messages
      where conversation_id = live.id and messages.root = live.root
        and role <> 'bot' and ts <= ${heardAt}
    ) as heard
    from live left join known on known.root = live.root
    group by live.root, live.id, last_message_at
    order by last_message_at desc`.execute(queries);
  return z.array(LiveThread).parse(rows);
}

/** Whether agents have a conversation, or it was not yet quiet when the bot last heard anything. */
function isLive(heardAt: Date, quietAfterMs: number) {
  const notQuiet = new Date(heardAt.getTime() - quietAfterMs);
  return sql<boolean>`(status = 'escalated' or status = 'open' and last_message_at > ${notQuiet})`;
}
