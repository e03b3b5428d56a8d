import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { createMemory } from './memory.ts';
import { OutsideName, SlackId } from './outside-text.ts';
import { UnreadableItem } from './pages.ts';
import type { Profiles } from './profiles.ts';
import { oddFields, readFields } from './read-fields.ts';
import { slackFailure } from './slack-failure.ts';

/** What a user account is. `unknown`: Slack does not say. */
export type AccountKind = 'person' | 'bot' | 'deleted' | 'unknown';
/** An app that posts in the workspace. */
export type PostingApp = { name: string; appId: string | null };

export type Accounts = ReturnType<typeof createAccounts>;

const Bot = z.object({
  name: OutsideName.nullish(),
  app_id: SlackId.nullish(),
});

/**
 * Looks up what is behind a post: a person's account or a bot's, and which app. What Slack refuses to
 * say is unknown; each look-up throws where Slack does not answer, so that what depends on it is tried
 * again. Answers are remembered for minutes.
 *
 * @see https://docs.slack.dev/reference/methods/bots.info
 */
export function createAccounts({
  client,
  profiles,
  now,
  onFailure,
  freshMs = 5 * 60_000,
}: {
  client: WebClient;
  profiles: Pick<Profiles, 'findUser'>;
  now: () => Date;
  /** Is called with why something is unknown. */
  onFailure: (error: unknown) => void;
  freshMs?: number;
}) {
  const kinds = createMemory<AccountKind>({ now, freshMs });
  const apps = createMemory<PostingApp | undefined>({ now, freshMs });
  return { kindOf, app };

  function kindOf(user: string): Promise<AccountKind> {
    return kinds.find(user, async () => {
      const found = await unlessUnknown(() => profiles.findUser(user));
      if (!found || found.odd.has('is_bot')) return 'unknown';
      if (found.isBot || user === SLACKBOT) return 'bot';
      return found.profile.isDeleted ? 'deleted' : 'person';
    });
  }

  function app(id: string): Promise<PostingApp | undefined> {
    return apps.find(id, async () => {
      const of = `the app ${id}`;
      const found = await unlessUnknown(async () =>
        readFields(Bot, (await client.bots.info({ bot: id })).bot, of),
      );
      if (!found) return undefined;
      const { read, odd } = found;
      if (odd.size > 0) onFailure(oddFields(odd, of));
      return { name: read.name ?? '', appId: read.app_id ?? null };
    });
  }

  /** Undefined where Slack refuses to say, or says nothing that can be read. */
  async function unlessUnknown<Found>(look: () => Promise<Found>): Promise<Found | undefined> {
    try {
      return await look();
    } catch (error) {
      const isUnknown = error instanceof UnreadableItem || slackFailure(error).kind === 'refused';
      if (!isUnknown) throw error;
      onFailure(error);
      return undefined;
    }
  }
}

/** Slack's own account, of which Slack says that it is a person's. */
export const SLACKBOT = 'USLACKBOT';
