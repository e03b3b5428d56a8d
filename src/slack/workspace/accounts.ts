import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { createMemory } from './memory.ts';
import { OutsideName, SlackId } from './outside-text.ts';
import { slackFailure } from './slack-failure.ts';

/** What a user account is. `unknown`: Slack does not say. */
export type AccountKind = 'person' | 'bot' | 'deleted' | 'unknown';
/** An app that posts in the workspace. */
export type PostingApp = { name: string; appId: string | null };

export type Accounts = ReturnType<typeof createAccounts>;

const Name = OutsideName.nullish().catch(null);
const User = z.object({
  is_bot: z.boolean(),
  deleted: z.boolean().nullish().catch(null),
  name: Name,
  real_name: Name,
});
const Bot = z.object({
  name: OutsideName.catch(''),
  app_id: SlackId.nullish().catch(null),
});

/**
 * Looks up what is behind a post: a person's account or a bot's, and which app. What Slack refuses to
 * say is unknown; each look-up throws where Slack does not answer, so that what depends on it is tried
 * again. Answers are remembered for minutes.
 *
 * @see https://docs.slack.dev/reference/objects/user-object
 * @see https://docs.slack.dev/reference/methods/bots.info
 */
export function createAccounts({
  client,
  now,
  onFailure,
  freshMs = 5 * 60_000,
}: {
  client: WebClient;
  now: () => Date;
  /** Is called with why something is unknown. */
  onFailure: (error: unknown) => void;
  freshMs?: number;
}) {
  const kinds = createMemory<AccountKind>({ now, freshMs });
  const names = createMemory<string>({ now, freshMs });
  const apps = createMemory<PostingApp | undefined>({ now, freshMs });
  return { kindOf, knownName, app };

  function kindOf(user: string): Promise<AccountKind> {
    return kinds.find(user, async () => {
      const found = await ask(User, async () => (await client.users.info({ user })).user);
      if (!found) return 'unknown';
      names.keep(user, found.real_name || found.name || user);
      if (found.is_bot || user === SLACKBOT) return 'bot';
      return found.deleted ? 'deleted' : 'person';
    });
  }

  /** What people call a user who was looked up; Slack is not asked. */
  function knownName(user: string): string | undefined {
    return names.kept(user);
  }

  function app(bot: string): Promise<PostingApp | undefined> {
    return apps.find(bot, async () => {
      const found = await ask(Bot, async () => (await client.bots.info({ bot })).bot);
      return found && { name: found.name, appId: found.app_id ?? null };
    });
  }

  async function ask<Found>(schema: z.ZodType<Found>, call: () => Promise<unknown>) {
    const answer = await call().catch((error: unknown) => {
      if (slackFailure(error).kind !== 'refused') throw error;
      onFailure(error);
      return undefined;
    });
    if (answer === undefined) return undefined;
    const read = schema.safeParse(answer);
    if (!read.success) onFailure(read.error);
    return read.data;
  }
}

/** Slack's own account, of which Slack says that it is a person's. */
export const SLACKBOT = 'USLACKBOT';
