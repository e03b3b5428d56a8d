import { createHash } from 'node:crypto';
import type { KnownBlock } from '@slack/web-api';
import type { Database } from '../../database/open-database.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { TRIAGE } from '../../tickets/ticket.ts';
import { homeBlocks } from '../messages/home.ts';
import type { HomePerson } from '../messages/home-part.ts';
import type { RenderSources } from '../messages/rendered.ts';
import {
  type Home,
  homesToCompare,
  noteHomePublished,
  noteHomeStale,
} from '../workspace/home-store.ts';
import { rememberChannels } from '../workspace/remember-channels.ts';

export type HomeTabs = ReturnType<typeof createHomeTabs>;

/** So long after it was opened somebody may still be looking at a Home tab. */
const LOOKED_AT_MS = 60 * 60_000;

/** For so long a channel is taken to be private or public as it was: Slack is not asked for each Home tab. */
const CHANNEL_FRESH_MS = 10_000;

/**
 * Keeps Home tabs right while somebody looks at them. What they show depends on much, so they are not
 * told of each change: once a minute they are rendered, and published where that is another page than
 * Slack has. So however much happens, a Home tab costs one call a minute.
 */
export function createHomeTabs({
  database,
  outbox,
  sources: { channelLookup, ...others },
  onFailure,
  now,
}: {
  database: Database;
  outbox: Outbox;
  sources: RenderSources;
  onFailure: (error: unknown) => void;
  now: () => Date;
}) {
  const sources: RenderSources = {
    ...others,
    channelLookup: rememberChannels(channelLookup, { now, freshMs: CHANNEL_FRESH_MS }),
  };
  return { sources, notePublished, refresh };

  /** Stores what Slack was given of somebody's Home tab. */
  async function notePublished(
    { team, user }: HomePerson,
    blocks: readonly KnownBlock[],
  ): Promise<void> {
    const given = { readable: readableBy(user), published: hashOf(blocks) };
    await database.transaction((transaction) =>
      noteHomePublished(transaction, { team, person: user }, given),
    );
  }

  /**
   * Publishes again what has changed of the Home tabs that were opened within the hour, and those of
   * everybody who may read the words of more or fewer tickets than when they were published.
   */
  async function refresh(): Promise<void> {
    const openedSince = new Date(now().getTime() - LOOKED_AT_MS);
    for (const home of await homesToCompare(database.queries, openedSince)) {
      try {
        if (await isOutOfDate(home, openedSince)) await publishAgain(home);
      } catch (error) {
        // The others are still to be looked at, and this one again in a minute.
        onFailure(error);
      }
    }
  }

  async function isOutOfDate(home: Home, openedSince: Date): Promise<boolean> {
    const { team, person, opened_at, readable, published } = home;
    if (readable !== readableBy(person)) return true;
    if (opened_at === null || opened_at < openedSince) return false;
    return published !== hashOf(await homeBlocks({ team, user: person }, sources));
  }

  async function publishAgain(home: Home): Promise<void> {
    await database.transaction(async (transaction) => {
      if (!(await noteHomeStale(transaction, home))) return;
      await outbox.markStale(transaction, { kind: 'home', about: { user: home.person } });
    });
  }

  /** The destinations whose tickets' words somebody may read. */
  function readableBy(user: string): string {
    const { agents, categories } = sources;
    return [...categories.map(({ id }) => id), TRIAGE]
      .filter((destination) => agents.mayWorkOn({ destination }, user))
      .join(' ');
  }
}

function hashOf(blocks: readonly KnownBlock[]): string {
  return createHash('sha256').update(JSON.stringify(blocks)).digest('hex');
}
