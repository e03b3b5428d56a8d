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

/**
 * The threads in which more may have been said: of escalated conversations, and of open ones that
 * were not yet quiet when the bot last heard anything at all.
 */
export async function liveThreads(
  queries: Queries,
  { team, quietAfterMs }: { team: string; quietAfterMs: number },
) {
  const heardAt = (await lastHeard(queries, team))?.getTime() ?? 0;
  const rows = await queries
    .selectFrom('threads')
    .innerJoin('conversations', 'conversations.id', 'threads.conversation_id')
    .select(['threads.channel', 'threads.root', 'conversations.last_message_at'])
    .where('conversations.team', '=', team)
    .where('conversations.status', '!=', 'resolved')
    .where(({ eb, or }) =>
      or([
        eb('conversations.status', '=', 'escalated'),
        eb('conversations.last_message_at', '>', new Date(heardAt - quietAfterMs)),
      ]),
    )
    .orderBy('conversations.last_message_at', 'desc')
    .execute();
  return rows.map(({ channel, root, last_message_at: lastMessageAt }) => ({
    ...{ team, channel, root },
    lastMessageAt,
  }));
}

async function lastHeard(queries: Queries, team: string): Promise<Date | null | undefined> {
  const last = await queries
    .selectFrom('conversations')
    .select(({ fn }) => fn.max('last_message_at').as('at'))
    .where('team', '=', team)
    .executeTakeFirst();
  return last?.at;
}
