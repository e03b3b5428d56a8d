import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { slackFailure } from '../slack/workspace/slack-failure.ts';
import { remembered } from './remembered.ts';

/** Tries a setting; resolves with what is wrong, or undefined when it works. */
type Try = () => Promise<string | undefined>;

/** How the settings that the bot can start without are, in words for `/ready`. */
export type SettingWords = Record<'model' | 'records' | 'owner', () => Promise<string>>;

/** Tries the settings that the bot can start without: each problem says what is wrong, and what that costs. */
export function createSettingTrials({
  client,
  checkRecords,
  checkModel,
  describeModel,
  owner,
  now,
  freshMs = 60_000,
}: {
  client: WebClient;
  /** Throws with a reason that may be shown. Undefined: there are no records. */
  checkRecords: (() => Promise<void>) | undefined;
  /** Undefined: there is no model. */
  checkModel: Try | undefined;
  describeModel: () => string;
  owner: string | undefined;
  now: () => Date;
  freshMs?: number;
}): { describe: SettingWords; problems(): Promise<string[]> } {
  const remember = (ask: Try) => remembered(ask, { now, freshMs });
  const records = remember(async () => {
    const problem = await checkRecords?.().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : 'unknown reason'),
    );
    return problem && `CUSTOMERS_DATABASE_URL: ${problem}. Tickets go out without those records.`;
  });
  const model = remember(async () => {
    const problem = await checkModel?.();
    return problem && `${problem}. Tickets are triaged offline until the model answers.`;
  });
  const ownersProblem = remember(async () => {
    const problem = owner === undefined ? undefined : await problemOf(client, owner);
    return (
      problem &&
      `OWNER: ${problem}. Nobody is notified when agents cannot be reached. Copy the id from your profile in Slack (⋮, Copy member ID).`
    );
  });
  return {
    describe: {
      model: async () => (await model()) ?? describeModel(),
      records: async () => (await records()) ?? (checkRecords ? 'can be read' : 'none'),
      owner: async () =>
        (await ownersProblem()) ?? (owner === undefined ? 'none' : 'can be notified'),
    },
    async problems() {
      const found = await Promise.all([records(), model(), ownersProblem()]);
      return found.filter((problem) => problem !== undefined);
    },
  };
}

const User = z.object({ deleted: z.boolean().nullish(), is_bot: z.boolean().nullish() });

async function problemOf(client: WebClient, owner: string): Promise<string | undefined> {
  try {
    const { deleted, is_bot } = User.parse((await client.users.info({ user: owner })).user);
    if (deleted) return `${owner} is deactivated`;
    return is_bot ? `${owner} is an app, which reads no messages` : undefined;
  } catch (error) {
    const failure = slackFailure(error);
    // Otherwise it cannot be found out now.
    return failure.kind === 'refused'
      ? `Slack does not show the user ${owner} (${failure.code})`
      : undefined;
  }
}
